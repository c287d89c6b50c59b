import type { SinkForm, SinkLibrary } from './types.ts';

const COLLECTIONS = ['new mongodb#Collection', 'new mongodb#Db.collection()', 'new mongodb#MongoClient.db().collection()', 'mongodb#MongoClient.connect().db().collection()', 'new mongoose#Connection.collection()', 'mongoose#connection.collection()'];
const MODELS = ['mongoose#model()', 'mongoose#connection.model()', 'mongoose#createConnection().model()', 'new mongoose#Model', 'new mongoose#PaginateModel', 'new @typegoose/typegoose#ReturnModelType', '@typegoose/typegoose#getModelForClass()'];
/** Databases in the process that take the same filters, but know no operator for equality. */
const ALIKE = ['new marsdb#Collection', 'new nedb#default', 'new @seald-io/nedb#default'];
const FILTERED = ['find', 'findOne', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete', 'countDocuments', 'updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany'];

function forms(owners: readonly string[], methods: readonly string[], place: number, equal?: string): (readonly [string, SinkForm])[] {
  return owners.flatMap((owner) => methods.map((method) => [`${owner}.${method}`, { sink: 'nosql', name: method, arguments: [place], ...(equal ? { equal } : {}) }] as const));
}

/** Filters of MongoDB, whose values are operators where they are objects: `{ password: { $ne: null } }`. What casts to one id (`findById`) is none. */
export default {
  name: 'mongo',
  packages: ['marsdb', 'nedb', '@seald-io/nedb', 'mongodb', 'mongoose', '@nestjs/mongoose', '@typegoose/typegoose'],
  calls: Object.fromEntries([...forms([...COLLECTIONS, ...MODELS], FILTERED, 0, '$eq'), ...forms([...COLLECTIONS, ...MODELS], ['distinct'], 1, '$eq'), ...forms(MODELS, ['exists', 'where'], 0, '$eq'), ...forms(ALIKE, ['find', 'findOne', 'count', 'update', 'remove'], 0)]),
} satisfies SinkLibrary;
