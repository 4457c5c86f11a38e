/* Reads mails with GMime as MailBench reads them with our own library: structure, main headers, every content decoded.
   Standard input: the mails' paths, one a line. Argument: how many seconds of a core to go on for at least.
   Prints what one core reads in a second: bytes, mails. */
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { GByteArray *bytes; } Mail;

static double core_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static GPtrArray *read_all(void)
{
    GPtrArray *mails = g_ptr_array_new();
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        gchar *content;
        gsize length;
        line[strcspn(line, "\n")] = 0;
        if (!g_file_get_contents(line, &content, &length, NULL)) exit(1);
        Mail *mail = g_new(Mail, 1);
        mail->bytes = g_byte_array_new_take((guint8 *)content, length);
        g_ptr_array_add(mails, mail);
    }
    return mails;
}

static void read_part(GMimeObject *parent, GMimeObject *part, gpointer nothing)
{
    (void)parent;
    (void)nothing;
    if (GMIME_IS_TEXT_PART(part)) {
        g_mime_part_get_filename(GMIME_PART(part));
        g_free(g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
    } else if (GMIME_IS_PART(part)) {
        GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
        g_mime_part_get_filename(GMIME_PART(part));
        if (!content) return;
        GMimeStream *nowhere = g_mime_stream_null_new();
        g_mime_data_wrapper_write_to_stream(content, nowhere);
        g_object_unref(nowhere);
    }
}

static void read_mail(Mail *mail)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(mail->bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (message) {
        g_mime_message_get_subject(message);
        g_mime_message_get_from(message);
        g_mime_message_get_to(message);
        g_mime_message_get_cc(message);
        g_mime_message_get_date(message);
        g_mime_message_get_message_id(message);
        g_mime_message_foreach(message, read_part, NULL);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
}

int main(int count, char **arguments)
{
    double least = count > 1 ? atof(arguments[1]) : 2, began, spent;
    long long bytes = 0, read = 0;
    g_mime_init();
    GPtrArray *mails = read_all();
    for (guint it = 0; it < mails->len; it++) read_mail(g_ptr_array_index(mails, it));
    began = core_seconds();
    do {
        for (guint it = 0; it < mails->len; it++) {
            Mail *mail = g_ptr_array_index(mails, it);
            read_mail(mail);
            bytes += mail->bytes->len;
            read++;
        }
        spent = core_seconds() - began;
    } while (spent < least);
    printf("%.0f %.1f\n", bytes / spent, read / spent);
    return 0;
}
