/** Sentences of the refusals; `{…}` is a fact. */
export const it = {
  'portal_accounts.wrong_user_or_password': 'Nome utente o password non corretti.',
  'portal_accounts.email_not_confirmed':
    'Prima conferma il tuo indirizzo: apri il messaggio che ti abbiamo inviato a {sentTo}. Se non lo trovi, ripeti il primo accesso con lo stesso codice web.',
  'portal_accounts.sign_in_blocked': 'Troppi tentativi di accesso. Riprova dopo le {until}, o recupera l’accesso.',
  'portal_accounts.web_code_wrong':
    'Questo codice web non corrisponde. Ricopialo dalla prima pagina della bolletta: 12 lettere e numeri, senza 0, O, 1 e I.',
  'portal_accounts.web_code_expired':
    'Questo codice web è scaduto il {expiredOn}. Usa quello della bolletta più recente, o chiamaci.',
  'portal_accounts.web_code_replaced':
    'Dopo questa bolletta te ne abbiamo inviata un’altra con un codice nuovo. Usa il codice web della bolletta più recente.',
  'portal_accounts.web_code_used': 'Questo codice web è già servito per registrarsi. Accedi, o recupera l’accesso.',
  'portal_accounts.account_exists': 'Per queste forniture c’è già un accesso. Accedi, o recupera l’accesso.',
  'portal_accounts.web_code_blocked': 'Troppi tentativi. Riprova dopo le {until}, o chiamaci.',
  'portal_accounts.holder_code_wrong':
    'Scrivi il codice fiscale o la partita IVA di chi ha firmato il contratto, come sulla bolletta.',
  'portal_accounts.user_name_malformed':
    'Scegli un nome utente da 3 a 60 lettere senza accenti, numeri, punti o trattini. Va bene anche la tua e-mail.',
  'portal_accounts.user_name_taken': 'Questo nome utente è di un’altra persona. Scegline un altro.',
  'portal_accounts.security_question_missing': 'Scegli una domanda di sicurezza: serve per recuperare l’accesso.',
  'portal_accounts.security_answer_too_short': 'Scrivi una risposta di almeno {minimum} lettere o numeri.',
  'portal_accounts.too_many_messages':
    'Ti abbiamo già inviato tre messaggi nell’ultima ora: controlla la posta indesiderata. Puoi chiederne un altro dopo le {until}.',
  'portal_accounts.nothing_to_confirm': 'Non c’è un indirizzo da confermare. Ricomincia il primo accesso.',
  'portal_accounts.link_unknown': 'Questo link non è completo. Aprilo di nuovo dal messaggio, senza ricopiarlo.',
  'portal_accounts.link_expired': 'Questo link è scaduto. Chiedine uno nuovo.',
  'portal_accounts.link_used': 'Questo link è già servito, o è stato sostituito da uno più recente. Prova ad accedere.',
  'portal_accounts.security_answer_wrong': 'La risposta non corrisponde. Maiuscole, accenti e spazi non contano.',
  'portal_accounts.recovery_blocked':
    'Troppe risposte sbagliate. Riprova dopo le {until}, o vieni allo sportello con un documento.',
  'portal_accounts.current_password_wrong':
    'La password attuale non corrisponde. Riscrivila con attenzione a maiuscole e minuscole.',
};
