/** Sentences of rating: why a period cannot be calculated, and the name and plain explanation of each component. */
export const it = {
  'rating.consumption_missing': 'Manca il consumo del {day}: serve una lettura o una stima che copra quel giorno.',
  'rating.consumption_overlaps': 'Il {day} ha due consumi: controlla le letture che si sovrappongono.',
  'rating.consumption_negative': 'Il consumo dal {from} è negativo ({quantity}): controlla le letture.',
  'rating.offer_missing': 'Il {day} non ha un’offerta valida: controlla le condizioni economiche del contratto.',
  'rating.offers_overlap': 'Il {day} ha due offerte: la {offerCode} si sovrappone alla precedente.',
  'rating.band_consumption_missing':
    'L’offerta {offerCode} ha prezzi per fascia, ma dal {day} il consumo non è diviso per fascia: serve un’offerta monoraria o una lettura per fasce.',

  'rating.component.sales.energy': 'Energia',
  'rating.component.sales.energy.explained': 'È il prezzo dell’offerta per ogni kWh o Smc che hai usato.',
  'rating.component.sales.fixed': 'Quota fissa di vendita',
  'rating.component.sales.fixed.explained': 'È il costo del servizio di vendita: si paga anche se non consumi.',
  'rating.component.network.consumption': 'Rete e oneri, quota consumi',
  'rating.component.network.consumption.explained':
    'Paga il trasporto fino a casa tua e gli oneri di sistema per ogni kWh o Smc: lo fissa l’Autorità ed è uguale per tutti i venditori.',
  'rating.component.network.bracket': 'Distribuzione del gas per scaglione',
  'rating.component.network.bracket.explained':
    'Paga la rete locale del gas: il prezzo, fissato dall’Autorità, cambia con i metri cubi usati da inizio anno.',
  'rating.component.network.fixed': 'Rete, quota fissa',
  'rating.component.network.fixed.explained':
    'Paga contatore e rete: la fissa l’Autorità e si paga anche se non consumi.',
  'rating.component.network.power': 'Rete, quota potenza',
  'rating.component.network.power.explained': 'Dipende dai kW del tuo contratto: meno potenza impegnata, meno paghi.',
  'rating.component.excise.electricity': 'Accisa sull’energia elettrica',
  'rating.component.excise.electricity.explained':
    'È un’imposta dello Stato su ogni kWh; nella casa di residenza fino a 3 kW i primi 150 kWh al mese sono esenti, se non consumi molto.',
  'rating.component.excise.gas': 'Accisa sul gas',
  'rating.component.excise.gas.explained':
    'È un’imposta dello Stato su ogni Smc: l’aliquota cambia con i metri cubi usati da inizio anno.',
  'rating.component.excise.regional_surcharge': 'Addizionale regionale sul gas',
  'rating.component.excise.regional_surcharge.explained': 'È un’imposta della tua regione su ogni Smc di gas.',
  'rating.component.tv_licence_fee': 'Canone TV',
  'rating.component.tv_licence_fee.explained':
    'È il canone RAI: 9 euro al mese da gennaio a ottobre, che giriamo allo Stato.',
} as const;
