// What the browser promises about the tablet's memory, and how full it is.

export interface Facts {
  persisted: boolean | null;
  used: number | null;
  quota: number | null;
  battery: number | null;
}

export async function facts(): Promise<Facts> {
  const storage = navigator.storage as StorageManager | undefined;
  const estimate = await storage?.estimate?.().catch(() => undefined);
  const power = navigator as Navigator & { getBattery?: () => Promise<{ level: number }> };
  const battery = await power.getBattery?.().catch(() => undefined);
  return {
    persisted: (await storage?.persisted?.().catch(() => null)) ?? null,
    used: estimate?.usage ?? null,
    quota: estimate?.quota ?? null,
    battery: battery ? Math.round(battery.level * 100) : null,
  };
}

/** Ask the browser to delete nothing on its own; it decides by itself, or asks its user. */
export async function askPersistence(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}
