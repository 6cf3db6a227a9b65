import { type Binding, bind } from '../platform/bind.js';
import { changeProfile, showProfile } from './change-profile.js';
import { changeProfileRoute, profileRoute } from './portal-api.js';

export const partiesPortalRoutes: readonly Binding[] = [
  bind(profileRoute, showProfile),
  bind(changeProfileRoute, changeProfile),
];
