/**
 * Passwords that guessers try first, lower case, of eight characters or more (shorter ones are refused anyway), and
 * the words they build on: a word with digits or signs around it is no better than the word.
 */
const WORDS = `
password passwort passw0rd p4ssword motdepasse contrasena parola parolachiave segreto secret segretissimo
qwerty qwertyuiop qwertyui asdfgh asdfghjkl zxcvbnm qazwsx qazwsxedc qweasdzxc
iloveyou tiamo tiamotanto amoremio amore tesoro tesoromio amorino cucciolo principessa princess sunshine
football baseball basketball superman batman spiderman pokemon starwars naruto dragonball
juventus forzajuve forzamilan forzainter forzanapoli forzaroma milan inter napoli roma lazio fiorentina
welcome benvenuto benvenuti ciao ciaociao buongiorno buonanotte
admin administrator amministratore administrador root utente user guest ospite
letmein login access accesso entra changeme cambiami default master monkey dragon shadow whatever trustno
michael jessica jennifer charlie ashley daniel thomas andrea francesco francesca alessandro alessandra alessia
giuseppe giovanni giorgia giulia martina federico federica lorenzo leonardo matteo mattia riccardo roberto roberta
salvatore stefano stefania valentina valentino antonio antonella simone simona marco maria chiara sofia sara
internet computer samsung android windows google facebook instagram whatsapp telegram microsoft
italia italy italiano milano torino bologna palermo venezia firenze genova modena
mamma mammamia papa nonna nonno famiglia bambino bambina gattino cagnolino
estate inverno primavera autunno gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
dicembre summer winter spring autumn
`;

const WHOLE = `
1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 zaq12wsx zaq1zaq1 qwer1234 asdf1234 1234qwer abcd1234
abc12345 a1b2c3d4 aa123456 a123456789 1a2b3c4d p@ssw0rd p@ssword pa$$word pa$$w0rd passw0rd! trustno1 ncc1701d
11223344 12341234 12121212 13131313 10203040 102030405060 147258369 159357456 741852963 789456123 987456321 963852741
14789632 12344321 123454321 1234554321 31415926 3141592653 20012001 19801980 11112222 12345679 1234567899 00000007
`;

const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const COMMON_WORDS = listOf(WORDS);
export const COMMON_PASSWORDS = listOf(WHOLE);
