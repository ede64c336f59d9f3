import type { Audience, InformationChannel, InformationTopic } from '../api/benefit-model.js';
import type { TextKey, Translate } from '../lang/index.js';

const audienceKeys: Record<Audience, TextKey> = {
  leadership: 'audienceLeadership', director: 'audienceDirector', owners: 'audienceOwners', politicians: 'audiencePoliticians', unionRepresentatives: 'audienceUnions', others: 'audienceOthers',
};
const topicKeys: Record<InformationTopic, TextKey> = {
  organisation: 'topicOrganisation', scope: 'topicScope', affected: 'topicAffected', beforePublishing: 'topicBefore', costBenefit: 'topicCostBenefit', time: 'topicTime',
};
const channelKeys: Record<InformationChannel, TextKey> = { meeting: 'channelMeeting', email: 'channelEmail', written: 'channelWritten', other: 'channelOther' };

export const audiences = Object.keys(audienceKeys) as Audience[];
export const topics = Object.keys(topicKeys) as InformationTopic[];
export const channels = Object.keys(channelKeys) as InformationChannel[];

/** An audience, and the department that it is of. */
export const audienceText = (t: Translate, audience: Audience, department?: string) => (department ? t('audienceOfDepartment', { audience: t(audienceKeys[audience]), department }) : t(audienceKeys[audience]));
export const topicText = (t: Translate, topic: InformationTopic) => t(topicKeys[topic]);
export const channelText = (t: Translate, channel: InformationChannel) => t(channelKeys[channel]);
