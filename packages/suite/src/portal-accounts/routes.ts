import { signOut } from '../access/index.js';
import { type Binding, bind } from '../platform/bind.js';
import {
  changeLanguageRoute,
  changePasswordRoute,
  changeUserNameRoute,
  checkHolderRoute,
  checkWebCodeRoute,
  completeRecoveryRoute,
  confirmEmailRoute,
  meRoute,
  recoveryQuestionRoute,
  registerAccountRoute,
  requestRecoveryRoute,
  resendConfirmationRoute,
  signInRoute,
  signOutRoute,
} from './api.js';
import { changeLanguage, changePassword, changeUserName } from './change-account.js';
import { checkHolder, checkWebCode } from './check-first-access.js';
import { confirmEmail } from './confirm-email.js';
import { completeRecovery, requestRecovery, showRecovery } from './recover-access.js';
import { registerAccount, resendConfirmation } from './register-account.js';
import { showMe, signIn } from './sign-in.js';

export const portalAccountsRoutes: readonly Binding[] = [
  bind(signInRoute, signIn),
  bind(signOutRoute, signOut),
  bind(meRoute, showMe),
  bind(checkWebCodeRoute, checkWebCode),
  bind(checkHolderRoute, checkHolder),
  bind(registerAccountRoute, registerAccount),
  bind(resendConfirmationRoute, resendConfirmation),
  bind(confirmEmailRoute, confirmEmail),
  bind(requestRecoveryRoute, requestRecovery),
  bind(recoveryQuestionRoute, showRecovery),
  bind(completeRecoveryRoute, completeRecovery),
  bind(changeUserNameRoute, changeUserName),
  bind(changePasswordRoute, changePassword),
  bind(changeLanguageRoute, changeLanguage),
];
