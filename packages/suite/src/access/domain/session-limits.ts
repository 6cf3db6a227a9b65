export type Audience = 'staff' | 'customer';
export type SessionLimits = { readonly idleMinutes: number; readonly absoluteMinutes: number };

const DEFAULTS: Readonly<Record<Audience, SessionLimits>> = {
  staff: { idleMinutes: 15, absoluteMinutes: 600 },
  customer: { idleMinutes: 30, absoluteMinutes: 720 },
};

/**
 * How long a session lives without a request, and at all. A company sets its own with the parameters
 * `access.staff_idle_minutes`, `access.staff_absolute_minutes`, and the same with `customer`.
 */
export function sessionLimits(parameters: Readonly<Record<string, unknown>>, audience: Audience): SessionLimits {
  const minutes = (name: string, usual: number): number => {
    const value = parameters[`access.${audience}_${name}_minutes`];
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : usual;
  };
  const usual = DEFAULTS[audience];
  return {
    idleMinutes: minutes('idle', usual.idleMinutes),
    absoluteMinutes: minutes('absolute', usual.absoluteMinutes),
  };
}
