import { type Binding, bind } from '../platform/bind.js';
import { selfReadingFormRoute, submitSelfReadingRoute } from './portal-api.js';
import { showSelfReadingForm } from './show-self-reading-form.js';
import { submitSelfReading } from './submit-self-reading.js';

export const meteringPortalRoutes: readonly Binding[] = [
  bind(selfReadingFormRoute, showSelfReadingForm),
  bind(submitSelfReadingRoute, submitSelfReading),
];
