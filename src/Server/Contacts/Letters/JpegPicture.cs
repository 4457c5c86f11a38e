using System.Buffers.Binary;
using System.Text;

namespace Isberg.Contacts.Letters;

/// <summary>What a JPEG says of itself before it is drawn by anybody.</summary>
/// <param name="Parts">1: grey, 3: colour, 4: printing colours.</param>
/// <param name="IsInverted">As Adobe's programs write printing colours.</param>
internal sealed record JpegPicture(int Width, int Height, int Parts, bool IsInverted)
{
    /// <summary>Of a page in a PDF, in points: as high as A4.</summary>
    private const double Long = 842;

    /// <summary>Null: it is damaged, or ends before it should.</summary>
    public static JpegPicture? Of(ReadOnlySpan<byte> jpeg)
    {
        var isInverted = false;
        for (var at = 2; at + 9 < jpeg.Length && jpeg[at] == 0xFF;)
        {
            var mark = jpeg[at + 1];
            if (mark == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (mark is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return Frame(jpeg[(at + 4)..], isInverted, HasEnd(jpeg));
            if (mark == 0xEE && jpeg[(at + 4)..].StartsWith("Adobe"u8)) isInverted = true;
            at += 2 + length;
        }

        return null;
    }

    /// <summary>A PDF of one page that shows it, so that every scan is read in one way.</summary>
    public async Task WriteAsPdf(Stream jpeg, Stream to, CancellationToken stop)
    {
        var (width, height) = Width >= Height ? (Long, Long * Height / Width) : (Long * Width / Height, Long);
        var colours = Parts switch { 1 => "/DeviceGray", 3 => "/DeviceRGB", _ => "/DeviceCMYK" };
        var decode = Parts == 4 && IsInverted ? "/Decode [1 0 1 0 1 0 1 0] " : "";
        var draw = $"{width:F2} 0 0 {height:F2} 0 0 cm /P Do";
        List<long> places = [];
        async Task Write(string text) => await to.WriteAsync(Encoding.ASCII.GetBytes(text), stop);
        async Task Begin(string text)
        {
            places.Add(to.Position);
            await Write($"{places.Count} 0 obj {text}");
        }

        await Write("%PDF-1.4\n");
        await Begin("<</Type /Catalog /Pages 2 0 R>> endobj\n");
        await Begin("<</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n");
        await Begin($"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {width:F2} {height:F2}] /Contents 4 0 R /Resources <</XObject <</P 5 0 R>>>>>> endobj\n");
        await Begin($"<</Length {draw.Length}>> stream\n{draw}\nendstream endobj\n");
        await Begin($"<</Type /XObject /Subtype /Image /Width {Width} /Height {Height} /ColorSpace {colours} /BitsPerComponent 8 {decode}/Filter /DCTDecode /Length {jpeg.Length}>> stream\n");
        await jpeg.CopyToAsync(to, stop);
        await Write("\nendstream endobj\n");
        var table = to.Position;
        await Write($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n{string.Concat(places.Select(it => $"{it:D10} 00000 n \n"))}");
        await Write($"trailer <</Size {places.Count + 1} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
    }

    private static JpegPicture? Frame(ReadOnlySpan<byte> frame, bool isInverted, bool isWhole)
    {
        if (frame.Length < 6 || frame[0] != 8 || !isWhole) return null;

        var (height, width, parts) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), frame[5]);
        return width == 0 || height == 0 || parts is not (1 or 3 or 4) ? null : new JpegPicture(width, height, parts, isInverted);
    }

    /// <summary>Some programs write a little behind the end.</summary>
    private static bool HasEnd(ReadOnlySpan<byte> jpeg) => jpeg[Math.Max(0, jpeg.Length - 1_024)..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0;
}
