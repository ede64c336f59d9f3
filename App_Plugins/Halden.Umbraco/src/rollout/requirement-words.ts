import type { RequirementAnswer, RequirementSubject, SpecificationSummary } from '../api/benefit-model.js';
import type { TextKey, Translate } from '../lang/index.js';

const subjectKeys: Record<RequirementSubject, TextKey> = { forms: 'subjectForms', descriptions: 'subjectDescriptions', processTools: 'subjectProcessTools', other: 'subjectOther' };
const answerKeys: Record<RequirementAnswer, TextKey> = { notAnswered: 'answerNotAnswered', met: 'answerMet', partly: 'answerPartly', notMet: 'answerNotMet' };

export const subjects = Object.keys(subjectKeys) as RequirementSubject[];
export const answers = Object.keys(answerKeys) as RequirementAnswer[];

export const subjectText = (t: Translate, subject: RequirementSubject) => t(subjectKeys[subject]);
export const answerText = (t: Translate, answer: RequirementAnswer) => t(answerKeys[answer]);
export const totalsText = (t: Translate, { totals }: Pick<SpecificationSummary, 'totals'>) => t('requirementTotals', { ...totals });
