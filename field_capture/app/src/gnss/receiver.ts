// A receiver beside the tablet: by cable or Bluetooth where the browser can, both speaking NMEA.
import { signal } from "@preact/signals";
import { type Heard, Listener } from "./nmea.ts";
import { tell, useReceiver } from "./watch.ts";

interface Port {
  readable: ReadableStream<Uint8Array> | null;
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
}
interface Characteristic extends EventTarget {
  value?: DataView;
  startNotifications(): Promise<unknown>;
}
interface Device extends EventTarget {
  name?: string;
  gatt?: {
    connect(): Promise<{
      getPrimaryService(
        id: string,
      ): Promise<{ getCharacteristic(id: string): Promise<Characteristic> }>;
    }>;
    disconnect(): void;
  };
}
interface Browser {
  serial?: { requestPort(): Promise<Port> };
  bluetooth?: { requestDevice(options: object): Promise<Device> };
}

// The serial port over Bluetooth Low Energy that most receivers offer (Nordic's UART service).
const UART = "6e400001-b5a3-f393-e0a9-e50e24dcca9e";
const UART_OUT = "6e400003-b5a3-f393-e0a9-e50e24dcca9e";

export const receiver = signal<{ name: string; heard: Heard } | null>(null);

const browser = () => globalThis.navigator as unknown as Browser;
export const canSerial = () => Boolean(browser()?.serial);
export const canBluetooth = () => Boolean(browser()?.bluetooth);

let close: (() => Promise<void> | void) | null = null;

function begin(name: string, antenna_m: number) {
  const listener = new Listener(() => new Date(), antenna_m);
  useReceiver(true);
  receiver.value = { name, heard: { ...listener.heard } };
  return (bytes: Uint8Array) => {
    for (const fix of listener.hear(bytes)) tell(fix);
    receiver.value = { name, heard: { ...listener.heard } };
  };
}

export async function connectSerial(antenna_m: number, baudRate = 115_200) {
  const port = await browser().serial?.requestPort();
  if (!port) return;
  await port.open({ baudRate });
  const reader = port.readable?.getReader();
  if (!reader) return;
  const hear = begin("USB", antenna_m);
  close = async () => {
    await reader.cancel();
    await port.close();
  };
  void (async () => {
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        hear(value);
      }
    } catch {
      // The cable was pulled: told by the device's own position coming back.
    } finally {
      ended();
    }
  })();
}

export async function connectBluetooth(antenna_m: number) {
  const device = await browser().bluetooth?.requestDevice({ filters: [{ services: [UART] }] });
  const server = await device?.gatt?.connect();
  const service = await server?.getPrimaryService(UART);
  const out = await service?.getCharacteristic(UART_OUT);
  if (!device || !out) return;
  const hear = begin(device.name ?? "Bluetooth", antenna_m);
  out.addEventListener("characteristicvaluechanged", () => {
    if (out.value)
      hear(new Uint8Array(out.value.buffer, out.value.byteOffset, out.value.byteLength));
  });
  device.addEventListener("gattserverdisconnected", ended);
  await out.startNotifications();
  close = () => device.gatt?.disconnect();
}

function ended() {
  useReceiver(false);
  receiver.value = null;
  close = null;
}

export async function disconnect() {
  await close?.();
  ended();
}
