using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>
/// Reads one YAML document into values that know their lines, resolves anchors, aliases and merge keys, and refuses what a
/// hostile or broken file may hold: duplicate keys, endless nesting, aliases that expand to millions of nodes.
/// </summary>
internal sealed class YamlReader
{
    private const int MostCharacters = 10 * 1024 * 1024;
    private const int DeepestNesting = 64;
    private const long MostExpanded = 2_000_000;
    private const string MergeKey = "<<";

    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, YamlValue?> _anchors = [];
    private long _expanded;

    private YamlReader(string file, string text)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <exception cref="InputException">Not exactly one sound YAML document.</exception>
    public static YamlValue Read(string file, string text)
    {
        if (text.Length > MostCharacters) throw InputException.At(file, null, null, "is larger than 10 MB; split it into several files.");
        FileText.CheckEncoding(file, text);
        var reader = new YamlReader(file, text);
        try
        {
            return reader.Document();
        }
        catch (YamlException error)
        {
            throw TabAt(text, error) is { } tab
                ? InputException.At(file, tab, null, "a tab stands in the indentation, which is of spaces in YAML; put spaces in its place.", error)
                : InputException.At(file, Math.Min((int)error.Start.Line, LinesOf(text)), null, $"the YAML cannot be read: {Sentence(error)}", error);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The parser trips over some broken texts in this way, instead of saying what is wrong with them.
            throw InputException.At(file, (int?)reader._parser.Current?.End.Line, null, "the YAML cannot be read here or just below; check quotes, colons and indentation.", error);
        }
    }

    private YamlValue Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _)) throw InputException.At(_file, null, null, "is empty; write the keys it should hold.");
        var value = Value(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            throw InputException.At(_file, (int)second.Start.Line, null, "a second document begins here; keep one in each file.");
        return value;
    }

    private YamlValue Value(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias);
        var node = _parser.Current as NodeEvent ?? throw new YamlException("a value was expected here");
        var line = (int)node.Start.Line;
        if (depth > DeepestNesting) throw InputException.At(_file, line, null, $"is nested more than {DeepestNesting} levels deep; flatten it.");
        if (!node.Anchor.IsEmpty) _anchors[node.Anchor] = null;
        var value = Node(depth, line);
        if (!node.Anchor.IsEmpty) _anchors[node.Anchor] = value;
        return value;
    }

    private YamlValue Node(int depth, int line)
    {
        if (_parser.TryConsume<Scalar>(out var scalar)) return Text(scalar);
        if (_parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlValue>();
            while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
            return new YamlList(_file, line, items);
        }

        _parser.Consume<MappingStart>();
        return Map(depth, line);
    }

    private YamlMap Map(int depth, int line)
    {
        var own = new List<YamlEntry>();
        var merged = new List<YamlMap>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var keyLine = (int)_parser.Current!.Start.Line;
            if (!_parser.TryConsume<Scalar>(out var key)) throw InputException.At(_file, keyLine, null, "a key must be plain text.");
            var value = Value(depth + 1);
            if (key is { Value: MergeKey, Style: ScalarStyle.Plain }) merged.AddRange(Mergeable(value, keyLine));
            else own.Add(new YamlEntry(key.Value, keyLine, value));
        }

        return new YamlMap(_file, line, own, merged);
    }

    private IEnumerable<YamlMap> Mergeable(YamlValue value, int line) => value switch
    {
        YamlMap map => [map],
        YamlList list when list.Items.All(item => item is YamlMap) => list.Items.Cast<YamlMap>(),
        _ => throw InputException.At(_file, line, MergeKey, $"merges maps only, not {value.Description}."),
    };

    private YamlValue Resolve(AnchorAlias alias)
    {
        var line = (int)alias.Start.Line;
        if (!_anchors.TryGetValue(alias.Value, out var value))
            throw InputException.At(_file, line, $"*{alias.Value}", $"stands for nothing; put the anchor &{Shown.Word(alias.Value.Value)} on a value above it.");
        if (value is null) throw InputException.At(_file, line, $"*{alias.Value}", "stands for a value that contains it; an alias cannot.");
        _expanded += value.Size;
        if (_expanded > MostExpanded) throw InputException.At(_file, line, $"*{alias.Value}", $"makes the aliases stand for more than {MostExpanded} values; use fewer.");
        return value;
    }

    private YamlText Text(Scalar scalar) => new(_file, (int)scalar.Start.Line, scalar.Value, scalar.Style == ScalarStyle.Plain);

    /// <summary>The line with a tab in its indentation among those that the parser gave up at; null where there is none.</summary>
    private static int? TabAt(string text, YamlException error)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number < error.Start.Line) continue;
            // Of a tab in a block the parser names the line where the block begins, of another the line itself or the one before.
            if (number > error.End.Line + 1 && !error.Message.Contains("tab", StringComparison.Ordinal)) break;
            if (line[..(line.Length - line.TrimStart(" \t").Length)].Contains('\t')) return number;
        }

        return null;
    }

    private static int LinesOf(string text) => text.Count(letter => letter == '\n') + (text.EndsWith('\n') ? 0 : 1);

    /// <summary>The parser's message without the marks it begins with, as the end of a sentence.</summary>
    private static string Sentence(YamlException error)
    {
        var message = error.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return message.Length == 0 ? "its syntax is broken." : $"{char.ToLowerInvariant(message[0])}{message[1..]}.";
    }
}
