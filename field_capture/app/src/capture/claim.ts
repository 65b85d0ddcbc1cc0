// What one window has in its hands is nobody else's: others wait until it is let go, or until the
// window is gone. A browser without locks offers it in each of them.

type Release = () => void;

export function claim(key: string): Promise<Release> {
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  if (!locks) return Promise.resolve(() => {});
  return new Promise((resolve, reject) => {
    const held = () => new Promise<void>((release) => resolve(release));
    locks.request(`netzkaart-left-${key}`, held).catch(reject);
  });
}
