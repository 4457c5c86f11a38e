using System.Buffers.Binary;
using System.Text;
using Isberg.Mail.Headers;

namespace Isberg.Mail.Tnef;

/// <summary>Microsoft's packing of a mail's rich parts ([MS-OXTNEF]), read for the files in it.</summary>
public static class TnefReader
{
    public const int Most = 64 * 1024 * 1024;

    private const uint Signature = 0x223E9F78;
    private const int MostFiles = 500;
    private const int MostAttributes = 20_000;
    private const int HeaderBytes = 6;

    private const uint AttachData = 0x0006800F, AttachTitle = 0x00018010, AttachRenderData = 0x00069002, Attachment = 0x00069005, MessageProperties = 0x00069003, CodePageOfAll = 0x00069007;

    /// <summary>Null when it is no such packing.</summary>
    public static TnefContent? Read(byte[] bytes)
    {
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Signature) return null;

        var found = new Found();
        var at = HeaderBytes;
        for (var count = 0; count < MostAttributes && at + 9 <= bytes.Length; count++)
        {
            var id = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 1));
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 5));
            var rest = bytes.Length - at - 9;
            var value = bytes.AsMemory(at + 9, (int)Math.Min(length, rest));
            found.Take(id, value);
            if (length > rest) break;
            at += 9 + (int)length + 2; // a checksum follows each value; what is wrong in the way is not our matter
        }

        return found.ToContent();
    }

    /// <summary>What has been found so far.</summary>
    private sealed class Found
    {
        private readonly List<TnefFile> files = [];
        private Encoding charset = Charsets.Windows1252;
        private byte[]? rtf;
        private string? html;
        private string? text;
        private bool isOpen;
        private string? name;
        private string? type;
        private ReadOnlyMemory<byte>? content;

        public void Take(uint id, ReadOnlyMemory<byte> value)
        {
            switch (id)
            {
                case CodePageOfAll when value.Length >= 4: charset = Charsets.Find($"cp{BinaryPrimitives.ReadUInt32LittleEndian(value.Span)}") ?? charset; break;
                case AttachRenderData: Begin(); break;
                case AttachTitle: name ??= TextOf(value.Span); break;
                case AttachData: (isOpen, content) = (true, value); break;
                case Attachment: TakeProperties(value); break;
                case MessageProperties: TakeBody(value); break;
            }
        }

        public TnefContent ToContent()
        {
            Finish();
            return new TnefContent(files, text, html, rtf);
        }

        private void Begin()
        {
            Finish();
            isOpen = true;
        }

        private void Finish()
        {
            if (isOpen && content is { } bytes && files.Count < MostFiles)
                files.Add(new TnefFile(name, ContentType.Read(type ?? "") ?? ContentType.Bytes, bytes.ToArray()));
            (isOpen, name, type, content) = (false, null, null, null);
        }

        private void TakeProperties(ReadOnlyMemory<byte> value)
        {
            foreach (var it in MapiProperties.Read(value))
            {
                if (it.Id is MapiProperties.AttachLongFileName && it.Text(charset) is { Length: > 0 } full) name = full;
                else if (it.Id is MapiProperties.AttachFileName) name ??= it.Text(charset);
                else if (it.Id is MapiProperties.AttachMimeTag) type = it.Text(charset);
                else if (it.Id is MapiProperties.AttachData && it.Value.Length > 0) (isOpen, content) = (true, it.IsObject && it.Value.Length > 16 ? it.Value[16..] : it.Value);
            }
        }

        private void TakeBody(ReadOnlyMemory<byte> value)
        {
            foreach (var it in MapiProperties.Read(value))
            {
                if (it.Id == MapiProperties.RtfCompressed) rtf = CompressedRtf.Decompress(it.Value.Span);
                else if (it.Id == MapiProperties.BodyHtml) html = it.IsBinary ? Charsets.Decode(it.Value.Span, null) : it.Text(charset);
                else if (it.Id == MapiProperties.Body) text = it.Text(charset);
            }
        }

        private string TextOf(ReadOnlySpan<byte> value)
        {
            var end = value.IndexOf((byte)0);
            return charset.GetString(end < 0 ? value : value[..end]);
        }
    }
}

/// <summary>What was packed.</summary>
/// <param name="Rtf">Decompressed; null when there is none.</param>
public sealed record TnefContent(IReadOnlyList<TnefFile> Files, string? Text, string? Html, byte[]? Rtf);

public sealed record TnefFile(string? Name, ContentType ContentType, byte[] Content);
