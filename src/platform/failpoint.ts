/** Called at named steps of the machinery; tests kill the process or throw there. */
export type Failpoint = (step: string) => void;

export const noFailpoint: Failpoint = () => undefined;
