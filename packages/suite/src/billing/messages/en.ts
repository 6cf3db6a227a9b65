import type { it } from './it.js';

export const en: Readonly<Record<keyof typeof it, string>> = {
  'billing.period_empty': 'The period needs at least one day: check the two dates.',
  'billing.period_not_over':
    'The period is not over yet: a final run can be made from tomorrow on. Today is {today}. You can simulate it.',
  'billing.due_before_issue': 'The due date must come after the issue date.',
  'billing.no_supplies': 'No supply is active in this period: there is nothing to bill.',
  'billing.final_run_open': 'A final run is already open, number {number}: issue or cancel it, then try again.',
  'billing.run_not_found': 'This run does not exist or belongs to another company.',
  'billing.wrong_state': 'The run has changed in the meantime and this can no longer be done. Reload the page.',
  'billing.simulation_not_issued': 'A simulation cannot be issued: start the final run of the same period.',
  'billing.already_billed': 'The supply is already billed up to the end of the period.',
  'billing.negative_total': 'The amount is in the customer’s favour: it will become a credit note.',
  'billing.consumption_far_above_usual': 'Consumption far above usual: {consumption}, usually {expected}.',
  'billing.state.computing': 'Computing',
  'billing.state.paused': 'Paused',
  'billing.state.computed': 'Computed',
  'billing.state.issuing': 'Issuing',
  'billing.state.issued': 'Issued',
  'billing.state.cancelled': 'Cancelled',
  'billing.mode.simulation': 'Simulation',
  'billing.mode.final': 'Final',
};
