import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'expo-server-sdk',
  packages: ['expo-server-sdk'],
  calls: {
    'new expo-server-sdk#Expo.sendPushNotificationsAsync': { kind: 'message' },
    'new expo-server-sdk#default.sendPushNotificationsAsync': { kind: 'message' },
  },
} as const satisfies OutgoingLibrary;
