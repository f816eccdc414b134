using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EmergentMisalignment.Reports.Html;

/// <summary>Builds <see cref="Markup"/> from an interpolated string. It takes only the kinds of value it knows how to make safe.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupBuilder
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html;

    public MarkupBuilder(int literalLength, int formattedCount) => _html = new StringBuilder(literalLength + (formattedCount * 16));

    public Markup ToMarkup() => new(_html.ToString());

    public void AppendLiteral(string html) => _html.Append(html);

    public void AppendFormatted(string? text) => _html.Append(text is null ? "" : Encoder.Encode(text));

    public void AppendFormatted(int number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Markup markup) => _html.Append(markup.Html);

    public void AppendFormatted(Markup? markup) => _html.Append(markup?.Html);

    public void AppendFormatted(IEnumerable<Markup> parts)
    {
        foreach (var part in parts) _html.Append(part.Html);
    }
}
