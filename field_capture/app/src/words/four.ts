export type Four = readonly [lb: string, fr: string, de: string, en: string];
