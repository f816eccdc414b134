using System.Globalization;
using System.Text;
using System.Xml;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>
/// A scene as SVG. Each glyph's outline is written once and used by reference: the drawing needs no font, and stays small. Colours with a role also
/// carry it as a class, so that a page can restyle them.
/// </summary>
internal sealed class SvgRenderer
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly SortedDictionary<string, string> _outlines = new(StringComparer.Ordinal);
    private readonly XmlWriter _svg;

    private readonly string _name;
    private readonly FigureTheme _theme;
    private readonly Func<AnswersBehind, string>? _link;

    private SvgRenderer(XmlWriter svg, string name, FigureTheme theme, Func<AnswersBehind, string>? link) => (_svg, _name, _theme, _link) = (svg, name, theme, link);

    /// <param name="scene">What to draw.</param>
    /// <param name="name">What the drawing's ids begin with: two drawings on one page need two names.</param>
    /// <param name="theme">What it is painted on, where no style sheet says otherwise.</param>
    /// <param name="link">Where the answers behind a mark can be read; null for a drawing without links.</param>
    public static string Render(Scene scene, string name = "em", FigureTheme theme = FigureTheme.Light, Func<AnswersBehind, string>? link = null)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n" };
        using (var xml = XmlWriter.Create(text, settings)) new SvgRenderer(xml, name, theme, link).Write(scene);
        return text.Append('\n').ToString();
    }

    private void Write(Scene scene)
    {
        _svg.WriteStartElement("svg", Namespace);
        Attribute("viewBox", $"0 0 {Number(scene.Width)} {Number(scene.Height)}");
        Attribute("width", Number(scene.Width));
        Attribute("height", Number(scene.Height));

        // What is in an image is not there for assistive technology, and a link must be.
        Attribute("role", _link is null ? "img" : "group");
        Attribute("aria-labelledby", $"{_name}-figure-title {_name}-figure-description");
        Labelled("title", $"{_name}-figure-title", scene.Title);
        Labelled("desc", $"{_name}-figure-description", scene.Description);
        foreach (var mark in scene.Marks) Write(mark);
        Definitions();
        _svg.WriteEndElement();
    }

    private void Write(Mark mark)
    {
        switch (mark)
        {
            case Mark.Box box:
                Element("rect", ("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height));
                if (box.Radius > 0) Attribute("rx", Number(box.Radius));
                Colour("fill", box.Fill);
                if (box.Opacity < 1) Attribute("fill-opacity", Number(box.Opacity));
                break;
            case Mark.Line line:
                Element("line", ("x1", line.X1), ("y1", line.Y1), ("x2", line.X2), ("y2", line.Y2), ("stroke-width", line.Width));
                Colour("stroke", line.Ink);
                break;
            case Mark.Dot dot:
                Element("circle", ("cx", dot.X), ("cy", dot.Y), ("r", dot.Radius), ("stroke-width", 1.2));
                Attribute("fill", dot.Fill.In(_theme));
                Attribute("stroke", dot.Outline.In(_theme));
                break;
            case Mark.Words words:
                WriteWords(words);
                return;
            case Mark.Group group:
                StartGroup(group);
                _svg.WriteElementString("title", Namespace, Clean(group.Title));
                foreach (var member in group.Marks) Write(member);
                break;
        }

        _svg.WriteEndElement();
    }

    private void StartGroup(Mark.Group group)
    {
        if (_link is null || group.Answers is not { } answers)
        {
            _svg.WriteStartElement("g", Namespace);
            return;
        }

        _svg.WriteStartElement("a", Namespace);
        Attribute("href", _link(answers));
        Attribute("aria-label", Clean(group.Title));
    }

    private void WriteWords(Mark.Words words)
    {
        var face = Typeface.Of(words.Style);
        var (glyphs, advance) = face.Place(words.Text);
        var turn = words.Angle == 0 ? "" : $" rotate({Number(words.Angle)})";
        var scale = (words.Style.Size / face.UnitsPerEm).ToString("0.######", CultureInfo.InvariantCulture);
        _svg.WriteStartElement("g", Namespace);
        Colour("fill", words.Style.Ink);
        Attribute("transform", $"translate({Number(words.X)} {Number(words.Y)}){turn} scale({scale})");
        foreach (var (glyph, x) in glyphs)
        {
            var id = $"{_name}-{(words.Style.Bold ? "b" : "r")}{glyph.ToString(CultureInfo.InvariantCulture)}";
            if (!Define(face, glyph, id)) continue;
            _svg.WriteStartElement("use", Namespace);
            Attribute("href", "#" + id);
            Attribute("x", Math.Round(x - (advance * words.Align.Share())).ToString(CultureInfo.InvariantCulture));
            _svg.WriteEndElement();
        }

        _svg.WriteEndElement();
    }

    private bool Define(Typeface face, ushort glyph, string id)
    {
        if (_outlines.ContainsKey(id)) return true;
        using var outline = face.Outline(glyph);
        if (outline is null) return false;
        _outlines.Add(id, outline.ToSvgPathData());
        return true;
    }

    private void Definitions()
    {
        _svg.WriteStartElement("defs", Namespace);
        foreach (var (id, outline) in _outlines)
        {
            _svg.WriteStartElement("path", Namespace);
            Attribute("id", id);
            Attribute("d", outline);
            _svg.WriteEndElement();
        }

        _svg.WriteEndElement();
    }

    private void Element(string name, params ReadOnlySpan<(string Name, double Value)> lengths)
    {
        _svg.WriteStartElement(name, Namespace);
        foreach (var (attribute, value) in lengths) Attribute(attribute, Number(value));
    }

    private void Colour(string property, Ink ink)
    {
        if (ink.Role is { } role) Attribute("class", role);
        Attribute(property, ink.In(_theme));
    }

    private void Labelled(string name, string id, string text)
    {
        _svg.WriteStartElement(name, Namespace);
        Attribute("id", id);
        _svg.WriteString(Clean(text));
        _svg.WriteEndElement();
    }

    private void Attribute(string name, string value) => _svg.WriteAttributeString(name, value);

    // XML 1.0 has no place for most control characters, not even escaped.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value is < 0x20 or 0xfffe or 0xffff ? "\ufffd" : rune.ToString()));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
