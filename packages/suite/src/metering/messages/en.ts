import type { it } from './it.js';

/** The English sentences: the compiler asks for one per Italian sentence. */
export const en: Record<keyof typeof it, string> = {
  'metering.remote_read_meter': 'The distributor reads this meter remotely: you do not need to send a reading.',
  'metering.reading_in_future':
    'The date of the reading is in the future. Enter today’s date, {today}, or an earlier one.',
  'metering.outside_window':
    'You can send your reading from {opensOn} to {closesOn}. Send it on those days to have it used in the next bill.',
  'metering.unexpected_register': 'Your meter has no dial {register}. Check the fields that you filled in.',
  'metering.register_missing': 'The value of dial {register} is missing. Read it on the meter and enter it.',
  'metering.corrector_reading_missing':
    'Your meter has a volume corrector: also enter the value read on the corrector.',
  'metering.too_many_digits':
    'The value has too many digits: dial {register} shows {digits}. Enter only the black digits, without decimals.',
  'metering.date_not_after_previous':
    'We already have a reading of {previousReadOn}. The new one must have a later date.',
  'metering.not_greater_than_previous':
    'The value must be greater than the last reading, {previousUnits}. Check the meter again; if it restarted from zero, tell us so.',
  'metering.confirmation_needed': 'Check the values and confirm them to send your reading.',
  'metering.duplicate_in_window':
    'You already sent a reading on {alreadyGivenOn}. If you confirm, the new one replaces it.',
  'metering.zero_consumption':
    'The value equals the reading of {previousReadOn}: do you confirm that you have used nothing since then?',
  'metering.unusual_consumption':
    'The resulting use, {usedUnits}, is very different from the expected one, about {expectedUnits}. Check the meter again and confirm.',
  'metering.corrector_ratio':
    'The two values do not agree as usual: {meterUnits} on the meter and {correctorUnits} on the corrector. Check that you have not swapped them and confirm.',

  'metering.not_found': 'We cannot find this supply among yours. Go back to the list of supplies.',
  'metering.supply_not_active': 'This supply is not active: no readings can be sent.',
  'metering.no_meter_installed': 'No meter is known for this supply yet. Try again in a few days or contact us.',
  'metering.file_refused': 'The file was not loaded: correct the errors listed and import it again.',
  'metering.item_not_found': 'This item does not exist or is not of this company.',
  'metering.item_closed': 'Somebody else has already closed this item. Reload the page.',
  'metering.still_not_usable': 'The measure cannot be used yet: its cause has not been resolved.',

  'metering.negative_difference':
    'Meter {serialNumber}: reading {value} of {readOn} is lower than {previousValue} of {previousReadOn} (dial {register}). Find out which one is wrong.',
  'metering.reading_without_register':
    'Meter {serialNumber}: the reading of {readOn} lacks the dials that are needed and was not used.',
  'metering.reading_outside_installation':
    'Meter {serialNumber}: the reading of {readOn} lies outside the time it was installed and was not used.',
  'metering.bands_not_read':
    'Meter {serialNumber}: the readings are not split by time band; the use was shared by the agreed percentages.',
  'metering.gap_between_readings':
    'Readings are missing from {from} to {toExclusive} (excluded): the use is estimated.',
  'metering.no_estimate_basis':
    'From {from} to {toExclusive} (excluded) there are neither readings nor an annual use to estimate from. Enter the annual use or a reading.',

  'metering.other_company':
    'The file is for VAT number {recipientVatNumber}, which is not of this company. Nothing was loaded.',
  'metering.flow_encoding':
    'Line {line}: the text encoding cannot be read ({value}). Expected: {expected}. Nothing was loaded.',
  'metering.flow_character':
    'Line {line}: the file holds a character that is not allowed ({value}). Nothing was loaded.',
  'metering.flow_doctype':
    'Line {line}: the file holds a DOCTYPE declaration, not allowed for safety. Nothing was loaded.',
  'metering.flow_not_well_formed':
    'Line {line}, column {column}: the file is not complete and correct XML ({value}). Ask the distributor to send it again.',
  'metering.flow_too_deep': 'Line {line}: the elements are nested too deeply. Nothing was loaded.',
  'metering.flow_too_large': 'Line {line}, element {element}: the content is too large. Nothing was loaded.',
  'metering.flow_root':
    'Line {line}: the file is not a measurement flow, it starts with {value}. Expected: {expected}.',
  'metering.flow_unknown': 'Line {line}: flow code {value} is not one of those handled: {expected}.',
  'metering.flow_empty': 'The file holds no supply point. Expected: {expected}.',
  'metering.flow_field_missing': 'Line {line}: {element} is missing. Expected: {expected}.',
  'metering.flow_field_value': 'Line {line}, column {column}: {element} is {value}. Expected: {expected}.',
  'metering.flow_month_mismatch': 'Line {line}: {element} is {value}, outside month {expected}.',
  'metering.flow_date_out_of_range':
    'Line {line}: {element} is {value}, in the future or too far in the past. Expected: {expected}.',
  'metering.flow_curve_day': 'Line {line}: the curve of the day has {value}. Quarter-hours expected: {expected}.',

  'metering.unknown_point': 'Supply point {pointCode} is not in the register. Create it and import again.',
  'metering.wrong_commodity': 'Point {pointCode} is in the register with another service. Correct the register.',
  'metering.no_supply_on_date': 'On {readOn} we did not supply the point. Check the dates of the contract.',
  'metering.no_meter_on_date': 'No meter is known to be installed on {readOn}. Enter the meter.',
  'metering.serial_mismatch':
    'The measure is of meter {serialNumber}, but {installed} is installed. Check for a meter replacement.',
  'metering.corrector_mismatch':
    'For meter {serialNumber} the flow and the register disagree on the volume corrector. Update the register.',
  'metering.coefficient_mismatch': 'Coefficient C is {inFlow} in the flow, {known} in the register. Check since when.',
  'metering.multiplier_mismatch': 'Constant Ka is {inFlow} in the flow, {known} in the register. Check the meter.',
  'metering.too_many_digits_in_flow':
    'Reading {value} (dial {register}) does not fit the {digits} digits of the meter. Check the digits.',
  'metering.not_validated': 'The distributor has not validated the measure of {readOn}. Wait for the validated one.',
  'metering.lower_than_previous':
    'Reading {registers} of {readOn} is lower than {previousRegisters} of {previousReadOn}. Check with the distributor.',
  'metering.date_before_last':
    'Reading {registers} of {readOn} exceeds {lastRegisters} of {lastReadOn}, which is later. Find out which one is wrong.',
  'metering.implausible':
    'Between {previousReadOn} and {readOn} {usedUnits} units were used in {days} days, many times what is expected. Check.',
  'metering.different_value_same_day':
    'On {readOn} there is already reading {knownRegisters}; the flow says {registers} without being a rectification. Choose which one holds.',
  'metering.self_reading_flow_conflict':
    'For {readOn} the distributor reports self-reading {registers}, we have {knownRegisters}. Check with the customer.',
  'metering.rectification_without_original':
    'The rectification is about {readOn}, but there is no reading to rectify. Import the original flow first.',
  'metering.curve_conflict':
    'The curve of {readOn} is already there with other values and the flow is not a rectification. Choose which one holds.',
  'metering.consumption_only': 'The flow carries a consumption without readings: enter it by hand.',
  'metering.not_read': 'The distributor could not read the meter. Invite the customer to send a reading.',
};
