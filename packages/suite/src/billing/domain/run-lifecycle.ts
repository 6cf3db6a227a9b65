export type RunState = 'computing' | 'paused' | 'computed' | 'issuing' | 'issued' | 'cancelled';
export type RunEvent = 'pause' | 'resume' | 'lots_computed' | 'cancel' | 'issue' | 'lots_issued';

/**
 * Life of a billing run (esecuzione): state × event → state. What is absent cannot happen: an issued run is never
 * cancelled, a cancelled one never resumed. `resume` from `computed` tries the parked supplies again.
 */
export const RUN_LIFECYCLE: Readonly<Record<RunState, Partial<Record<RunEvent, RunState>>>> = {
  computing: { pause: 'paused', lots_computed: 'computed', cancel: 'cancelled' },
  paused: { resume: 'computing', cancel: 'cancelled' },
  computed: { resume: 'computing', cancel: 'cancelled', issue: 'issuing' },
  issuing: { lots_issued: 'issued' },
  issued: {},
  cancelled: {},
};
