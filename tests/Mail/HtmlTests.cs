using System.Diagnostics;
using Isberg.Mail.Html;

namespace Isberg.Mail;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("<p>Hej</p><p>Anna &amp; Boris</p>", "Hej\n\nAnna & Boris")]
    [InlineData("Ett<br>två<div>tre</div>fyra", "Ett\ntvå\ntre\nfyra")]
    [InlineData("<ul><li>mjölk<li>bröd</ul>", "• mjölk\n• bröd")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<style>p{}</style><script>x</script><title>t</title>Text", "Text")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("<div style='display: none'>lockrop</div>Brev", "Brev")]
    [InlineData("a&nbsp;&nbsp;b \n\t c", "a b c")]
    [InlineData("<img src=x alt='Sunds vapen'> kommun", "Sunds vapen kommun")]
    [InlineData("", "")]
    public void A_page_is_readable_as_text(string html, string text) => Assert.Equal(text, HtmlText.Of(html).TrimEnd());

    [Theory]
    [InlineData("<div>Hej</div><div><br></div><div>Anna</div>", "Hej\n\nAnna")]
    [InlineData("<div>Ta med</div><ul><li>legitimation</li><li>ritning<ul><li>i skala</li></ul></li></ul><div>Hej</div>", "Ta med\n\n• legitimation\n• ritning\n   • i skala\n\nHej")]
    [InlineData("<ol><li>ett</li><li><p>två</p><p>mer</p></li></ol><ol start=7><li>sju</ol>", "1. ett\n2. två\nmer\n\n7. sju")]
    [InlineData("<ul><li></li><li>b</li></ul><li>utanför", "•\n• b\n\n• utanför")]
    [InlineData("Se <a href=https://sund.example/bygglov>vår sida</a>.", "Se vår sida <https://sund.example/bygglov>.")]
    [InlineData("<a href=https://sund.example/>sund.example</a>, <a href=mailto:anna@sund.example>anna@sund.example</a>", "sund.example, anna@sund.example")]
    [InlineData("<a>ingenstans</a>", "ingenstans")]
    public void Who_gets_nothing_but_the_text_is_told_what_the_page_shows(string html, string text) => Assert.Equal(text, HtmlText.Whole(html));

    [Fact]
    public void A_page_can_be_kept_to_fewer_elements_still_and_then_has_no_looks()
    {
        var options = new HtmlSanitizerOptions { Elements = new HashSet<string> { "b", "div", "a", "ol", "li" } };
        var safe = HtmlSanitizer.Sanitize("<h1 style='color: red'>Rubrik</h1><div style='color: red' dir=rtl><b title=x>f</b><img src=https://a/b.png><script>1</script></div><ol start=3><li>c</ol><a href=\"https://a/\">l</a>", options);

        Assert.Equal("Rubrik<div dir=\"rtl\"><b>f</b></div><ol start=\"3\"><li>c</li></ol><a href=\"https://a/\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">l</a>", safe.Html);
    }

    [Theory]
    [InlineData("<p onclick=alert(1)>Hej</p>", "<p>Hej</p>")]
    [InlineData("<script>alert(1)</script>Hej", "Hej")]
    [InlineData("<o:p>Hej</o:p><blink>du</blink>", "Hejdu")]
    [InlineData("<form action=x><input name=y>Hej</form>", "Hej")]
    [InlineData("<a href=\"https://sund.example/?a=1&b=2\">x</a>", "<a href=\"https://sund.example/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>")]
    [InlineData("<a href=\"java\nscript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"/inloggad\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"mailto:anna@sund.example\">x</a>", "<a href=\"mailto:anna@sund.example\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>")]
    [InlineData("<img src=\"https://sund.example/a.png\" onerror=x alt=a>", "<img data-remote-src=\"https://sund.example/a.png\" alt=\"a\">")]
    [InlineData("<img src=\"//sund.example/a.png\">", "<img data-remote-src=\"https://sund.example/a.png\">")]
    [InlineData("<img src=\"cid:a%40b\">", "<img data-cid=\"a@b\">")]
    [InlineData("<img src=\"data:image/png;base64,AAAA\">", "<img src=\"data:image/png;base64,AAAA\">")]
    [InlineData("<img src=\"data:image/svg+xml;base64,AAAA\" srcset=\"https://a/b 2x\">", "<img>")]
    [InlineData("<td background=\"https://a/b\">x", "x")]
    [InlineData("<p style=\"color: red; background: url(https://a/b); position: fixed; font-family: 'Arial', sans-serif\">x</p>", "<p style=\"color: red; font-family: &#39;Arial&#39;, sans-serif\">x</p>")]
    [InlineData("<p style=\"color: rgb(1, 2, 3); width: calc(1px)\">x</p>", "<p style=\"color: rgb(1, 2, 3)\">x</p>")]
    [InlineData("<p style=\"background:u\\72l(x)\">x</p>", "<p>x</p>")]
    [InlineData("<svg><a xlink:href=\"javascript:x\"><text>x</text></a></svg>Hej", "Hej")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;\"></p>")]
    [InlineData("<p id=location name=cookie class=x>Hej", "<p>Hej</p>")]
    [InlineData("a &lt;script&gt; b", "a &lt;script&gt; b")]
    public void Only_what_is_allowed_is_left_of_a_page(string html, string left) => Assert.Equal(left, HtmlSanitizer.Sanitize(html).Html);

    [Fact]
    public void Pictures_are_shown_when_the_reader_says_from_where()
    {
        var options = new HtmlSanitizerOptions { ContentId = it => $"/files/{it}", RemoteImage = it => it.StartsWith("https:", StringComparison.Ordinal) ? $"/pictures?of={Uri.EscapeDataString(it)}" : null };
        var shown = HtmlSanitizer.Sanitize("<img src=cid:a><img src=https://sund.example/a.png><img src=http://sund.example/b.png>", options);

        Assert.Equal("<img src=\"/files/a\"><img src=\"/pictures?of=https%3A%2F%2Fsund.example%2Fa.png\"><img data-remote-src=\"http://sund.example/b.png\">", shown.Html);
        Assert.Equal(1, shown.RemoteImages);
    }

    [Theory]
    [InlineData("<p>Ny</p><blockquote type=cite><p>Gammal</p></blockquote><p>Efter</p>", "<p>Ny</p><details><summary>Tidigare</summary><blockquote><p>Gammal</p></blockquote></details><p>Efter</p>")]
    [InlineData("<div><p>Ny</p><div id=divRplyFwdMsg>Från: Anna</div><p>Gammal</p></div>", "<div><p>Ny</p><details><summary>Tidigare</summary><div>Från: Anna</div><p>Gammal</p></div></details>")]
    public void Older_mails_are_folded_without_a_script(string html, string folded)
    {
        var read = HtmlSanitizer.Sanitize(html, new() { QuoteSummary = "Tidigare" }).Html;

        Assert.Equal(folded.Replace("</div></details>", "</details></div>", StringComparison.Ordinal), read);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<a>")]
    [InlineData("<b><i>")]
    [InlineData("<table><td>")]
    [InlineData("<font><p>")]
    [InlineData("<svg>")]
    [InlineData("<blockquote type=cite>")]
    [InlineData("<select><option>")]
    [InlineData("<ruby><rt>")]
    [InlineData("<a href=x></b>")]
    [InlineData("<nobr>x")]
    [InlineData("<p>x<font size=#><p>")]
    [InlineData("<p>x<b id=#></p>")]
    [InlineData("<table><tr><td><i id=#>x")]
    public void A_page_that_never_ends_is_read_to_its_limit(string part)
    {
        var began = Stopwatch.GetTimestamp();
        var html = string.Concat(Enumerable.Range(0, 2 * HtmlText.MostSigns / part.Length).Select(it => part.Replace("#", $"{it}", StringComparison.Ordinal)));

        var read = HtmlSanitizer.Sanitize(html);
        _ = HtmlText.Of(html);
        _ = Replies.ReplyText.OfHtml(html);

        Assert.True(read.IsCut);
        // Not a measure of speed: what is meant is hours.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), $"{Stopwatch.GetElapsedTime(began)}");
        TestContext.Current.SendDiagnosticMessage($"{part}: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms");
    }
}
