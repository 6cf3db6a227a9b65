import { type Binding, bind } from '../platform/bind.js';
import { changeStaffPasswordRoute, staffMeRoute, staffSignInRoute, staffSignOutRoute } from './api.js';
import { changePassword } from './change-password.js';
import { showMe } from './show-me.js';
import { signIn } from './sign-in.js';
import { signOut } from './sign-out.js';

export const accessRoutes: readonly Binding[] = [
  bind(staffSignInRoute, signIn),
  bind(staffSignOutRoute, signOut),
  bind(staffMeRoute, showMe),
  bind(changeStaffPasswordRoute, changePassword),
];
