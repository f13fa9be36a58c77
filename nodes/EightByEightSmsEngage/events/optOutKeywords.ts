/**
 * Words that ask for no more SMS. Written without accents, in lower case; case, accents, blanks and
 * punctuation of a text do not count.
 *
 * Sources: for the United States the seven of the FCC's rule, 47 CFR 64.1200(a)(10), in force since
 * April 2025 (stop, quit, end, revoke, opt out, cancel, unsubscribe); remove, optout, arret and td
 * are among those that carriers there and in Canada ask for (AWS End User Messaging SMS, "Required
 * opt-out keywords"); for the other countries that 8x8 serves, the words with which senders there
 * invite to unsubscribe: stop, cancel, unsubscribe or refuse in the country's language.
 */

/** Ask for it also at the beginning of a text of at most three words ("STOP please"). */
export const STOP_WORDS = new Set([
	...['stop', 'stopall', 'stopp', 'stoppen', 'unsubscribe', 'unsub', 'optout', 'unreg'],
	// French, Spanish, Portuguese, German, Dutch
	...['arret', 'arreter', 'desabonner', 'baja', 'parar', 'pare', 'abmelden', 'abbestellen'],
	...['afmelden', 'uitschrijven'],
	// Indonesian, Malay, Filipino, Russian
	...['berhenti', 'henti', 'hentikan', 'itigil', 'tigil', 'стоп'],
	// Chinese, Japanese, Korean, Thai, Arabic
	...['退订', '退訂', '停止', '配信停止', '수신거부', 'หยุด', 'إيقاف', 'ايقاف', 'توقف'],
]);

/** Ask for it when the text says nothing else: in a sentence they may mean something different. */
export const WHOLE_TEXTS = new Set([
	...['quit', 'end', 'revoke', 'cancel', 'remove', 'stopsms', 'unsubscribeall'],
	...['cancelar', 'alto', 'sair', 'annulla', 'cancella', 'annuler', 'opzeggen', 'fin'],
	...['batal', 'ret', 'iptal', 'отписаться'],
	// Vietnam (refuse, stop, cancel), mainland China and Hong Kong
	...['tc', 'tuchoi', 'dung', 'huy', 'td', 't', '拒收', '取消', '取消订阅', '取消訂閱', '解除'],
	...['거부', '중지', '취소', 'ยกเลิก', 'الغاء', 'إلغاء'],
]);
