import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { outgoingCalls } from '../../../src/models/outgoing/model.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'backend-outgoing-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The calls of a text that send something: kind and name. */
function sent(text: string): string[] {
  const file = parseFile(join(root, 'main.ts'), text);
  if (!file) throw new Error('the case does not parse');
  return outgoingCalls(file, projectFor(root)).map(({ kind, name, library }) => `${kind} ${name} (${library})`);
}

describe('what leaves the process', () => {
  it.each([
    ["import { createTransport } from 'nodemailer'; const t = createTransport({}); t.sendMail({});", 'mail t.sendMail (nodemailer)'],
    ["import type { Transporter } from 'nodemailer'; export const f = (t: Transporter) => t.sendMail({});", 'mail t.sendMail (nodemailer)'],
    ["import { MailerService } from '@nestjs-modules/mailer'; class A { constructor(private m: MailerService) {} f() { return this.m.sendMail({}); } }", 'mail this.m.sendMail (nodemailer)'],
    ["import sg from '@sendgrid/mail'; sg.sendMultiple({});", 'mail sg.sendMultiple (sendgrid)'],
    ["import { Resend } from 'resend'; const r = new Resend('k'); r.emails.send({}); ", 'mail r.emails.send (resend)'],
    ["import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'; new SESv2Client({}).send(new SendEmailCommand({}));", 'mail newSESv2Client({}).send (aws-sdk)'],
    ["import { SNSClient, PublishCommand } from '@aws-sdk/client-sns'; const c = new SNSClient({}); c.send(new PublishCommand({}));", 'message c.send (aws-sdk)'],
    ["import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; const c = new SQSClient({}); const m = new SendMessageCommand({}); c.send(m);", 'job c.send (aws-sdk)'],
    ["import twilio from 'twilio'; const c = twilio('a', 'b'); c.messages.create({});", 'message c.messages.create (twilio)'],
    ["import { ServerClient } from 'postmark'; const p = new ServerClient('k'); p.sendEmailBatch([]);", 'mail p.sendEmailBatch (postmark)'],
    ["import webpush from 'web-push'; webpush.sendNotification({}, '');", 'message webpush.sendNotification (web-push)'],
    ["import admin from 'firebase-admin'; admin.messaging().sendEachForMulticast({});", 'message admin.messaging().sendEachForMulticast (firebase-admin)'],
    ["import { getMessaging } from 'firebase-admin/messaging'; const m = getMessaging(); m.send({});", 'message m.send (firebase-admin)'],
    ["import { Expo } from 'expo-server-sdk'; new Expo().sendPushNotificationsAsync([]);", 'message newExpo().sendPushNotificationsAsync (expo-server-sdk)'],
    ["import { FlowProducer } from 'bullmq'; new FlowProducer().addBulk([]);", 'job newFlowProducer().addBulk (bullmq)'],
    ["const Queue = require('bull'); const q = new Queue('x'); q.add({});", 'job q.add (bull)'],
    ["import PgBoss from 'pg-boss'; const b = new PgBoss(''); b.send('x', {});", 'job b.send (pg-boss)'],
    ["import amqp from 'amqplib'; const c = await (await amqp.connect('')).createChannel(); c.sendToQueue('x', Buffer.from(''));", 'event c.sendToQueue (amqplib)'],
    ["import { Kafka } from 'kafkajs'; const p = new Kafka({ brokers: [] }).producer(); p.sendBatch({});", 'event p.sendBatch (kafkajs)'],
    ["import { ClientProxy } from '@nestjs/microservices'; export const f = (c: ClientProxy) => c.emit('x', {});", 'event c.emit (nest-microservices)'],
    ["import axios from 'axios'; axios.post('/x');", 'request axios.post (axios)'],
    ["import axios from 'axios'; const api = axios.create({}); api.delete('/x');", 'request api.delete (axios)'],
    ["import axios from 'axios'; axios({ method: 'post', url: '/x' });", 'request axios (axios)'],
    ["const verb = 'PUT'; fetch('/x', { method: verb });", 'request fetch (fetch)'],
    ["import send from 'node-fetch'; send('/x', { method: 'PATCH' });", 'request send (fetch)'],
  ])('%s', (text, expected) => {
    expect(sent(text)).toEqual([expected]);
  });

  it.each([
    ['a read', "fetch('/x'); fetch('/x', { method: 'GET' });"],
    ['a method that is not known', "export const f = (method: string) => fetch('/x', { method });"],
    ['options that are not seen', "export const f = (options: object) => fetch('/x', options);"],
    ['a command that reads', "import { SQSClient, ReceiveMessageCommand } from '@aws-sdk/client-sqs'; new SQSClient({}).send(new ReceiveMessageCommand({}));"],
    ['what a push service tells afterwards', "import { Expo } from 'expo-server-sdk'; new Expo().getPushNotificationReceiptsAsync([]);"],
    ['a worker', "import { Worker } from 'bullmq'; new Worker('x', async () => {}).close();"],
    ['a function of the same name', "const fetch = (a: string, b: object) => [a, b]; fetch('/x', { method: 'POST' });"],
    ['a set', 'new Set().add(1);'],
  ])('none: %s', (_, text) => {
    expect(sent(text)).toEqual([]);
  });
});
