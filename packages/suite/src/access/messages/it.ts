/** Sentences of the refusals; `{…}` is a fact. Written for staff and customers alike. */
export const it = {
  'access.not_signed_in': 'La sessione è finita. Accedi di nuovo per continuare.',
  'access.role_missing': 'Questa pagina è riservata ad altri ruoli. Se ti serve, chiedi a chi amministra gli accessi.',
  'access.wrong_user_or_password': 'Nome utente o password non corretti.',
  'access.sign_in_blocked': 'Troppi tentativi di accesso. Riprova dopo le {until}.',
  'access.password_too_short': 'Scegli una password di almeno {minimum} caratteri.',
  'access.password_too_long': 'Scegli una password di {maximum} caratteri al massimo.',
  'access.password_too_common':
    'Questa password è facile da indovinare. Prova con tre o quattro parole che conosci solo tu.',
  'access.current_password_wrong':
    'La password attuale non corrisponde. Riscrivila con attenzione a maiuscole e minuscole.',
};
