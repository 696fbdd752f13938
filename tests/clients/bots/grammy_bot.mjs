// The bot of the conversation, with grammY. Its token and server are BOT_TOKEN and BOT_API_URL.

import { createRequire } from "node:module";

const require = createRequire(`${process.env.CLIENTS}/`);
const { Bot, InlineKeyboard, InputFile, InputMediaBuilder } = require("grammy");

const root = process.env.BOT_API_URL;
const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: root } });
const keys = () => new InlineKeyboard().text("Press", "press");

bot.command("start", (ctx) => ctx.reply(`*payload* ${ctx.match || "none"}`, { parse_mode: "MarkdownV2", reply_markup: keys() }));

bot.callbackQuery("press", async (ctx) => {
  await ctx.answerCallbackQuery("pressed");
  await ctx.editMessageText("changed");
});

bot.on(":document", async (ctx) => {
  const file = await ctx.getFile();
  const answer = await fetch(`${root}/file/bot${process.env.BOT_TOKEN}/${file.file_path}`);
  const content = new Uint8Array(await answer.arrayBuffer()).reverse();
  await ctx.replyWithDocument(new InputFile(content, "back.bin"), {
    caption: "back", reply_parameters: { message_id: ctx.msg.message_id },
  });
});

bot.command("album", (ctx) => ctx.replyWithMediaGroup([1, 2].map((number) =>
  InputMediaBuilder.photo(new InputFile(new Uint8Array([255, 216, 255, number]), "a.jpg"), { caption: "album" }))));

bot.command("topic", async (ctx) => {
  const made = await ctx.api.createForumTopic(ctx.chat.id, "Topic");
  await ctx.api.sendMessage(ctx.chat.id, "inside", { message_thread_id: made.message_thread_id });
});

bot.on("inline_query", (ctx) => ctx.answerInlineQuery([{
  type: "article", id: "1", title: "Upper", reply_markup: keys(),
  input_message_content: { message_text: ctx.inlineQuery.query.toUpperCase() },
}], { cache_time: 0, is_personal: true }));

bot.on("chosen_inline_result", (ctx) => ctx.api.editMessageTextInline(
  ctx.chosenInlineResult.inline_message_id, "chosen", { reply_markup: keys() }));

bot.start({ allowed_updates: ["message", "callback_query", "inline_query", "chosen_inline_result"] });
