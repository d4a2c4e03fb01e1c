export type {
	About,
	Capabilities,
	Channel,
	ChannelFailure,
	ChannelKind,
	InboundChange,
	InboundMessage,
	InboundPage,
	OutgoingMedia,
	OutgoingRendition,
	RemoteRef,
	Visibility,
} from './channel.ts';
export { channelsMigrations } from './migrations.ts';
export type { Presence, PresenceState } from './presence.ts';
