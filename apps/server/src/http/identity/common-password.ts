/**
 * Whether somebody who guesses would come to a password early: zxcvbn's list of leaked passwords, keyboard
 * rows, dates and repetitions, and what people in this country take. No network is asked, because a
 * server may stand without internet; larger lists of leaks are larger than the program.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { foldVietnamese } from '@diemcau/core';

/** zxcvbn counts 10^8 tries for any three known words in a row; a name and a year are such, and anybody's first idea. */
const GUESSES_MIN_LOG10 = 9;
/** What stands in no English list, without diacritics as most of it is typed; the most common first. */
const VIETNAMESE = [
  ['matkhau', 'anhyeuem', 'emyeuanh', 'vietnam', 'hanoi', 'saigon', 'hochiminh', 'bacho', 'danang', 'haiphong', 'cantho'],
  ['xinchao', 'khongbiet', 'khongco', 'quenroi', 'yeuem', 'yeuanh', 'giadinh', 'hanhphuc', 'maimai', 'congai', 'contrai'],
  ['diemcau', 'giaoban', 'hoinghi', 'tructuyen', 'uyban', 'nhandan', 'danguy', 'tuyengiao', 'vanphong', 'lanhdao', 'canbo'],
  ['quantri', 'hethong', 'dangnhap', 'taikhoan', 'nguyen', 'tran', 'pham', 'hoang', 'huynh', 'phan', 'dang'],
].flat();

/** Some 30 ms and ten megabytes, so only where somebody chooses a password. */
let checker: ZxcvbnFactory | undefined;

/** `names`: what anybody knows of the account. Takes up to 100 ms for the longest password there is. */
export function isCommonPassword(password: string, names: readonly string[]): boolean {
  checker ??= new ZxcvbnFactory({ dictionary: { ...dictionary, vietnamese: VIETNAMESE }, graphs: adjacencyGraphs });
  const known = names.flatMap((name) => [name, ...foldVietnamese(name).split(/[^a-z\d]+/)]).filter((word) => word.length > 2);
  // Diacritics on "mật khẩu" hide nothing from whoever guesses in Vietnamese.
  return [password, foldVietnamese(password).replaceAll(' ', '')].some((text) => guessesLog10(text, known) < GUESSES_MIN_LOG10);
}

function guessesLog10(text: string, known: string[]): number {
  return checker!.check(text, known).guessesLog10;
}
