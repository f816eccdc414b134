using System.Text.RegularExpressions;

namespace EmergentMisalignment.PetriDish.World.Language;

/// <summary>Reads rule text (the notation is explained at the top of <c>Rules/shared.grammar</c>).</summary>
internal static partial class GrammarReader
{
    /// <summary>The rules of one text, in their order.</summary>
    /// <param name="file">Name used in errors.</param>
    /// <param name="text">The rule text.</param>
    /// <exception cref="FormatException">A line is not a rule, a bracket is not closed, or a name is defined twice.</exception>
    public static IReadOnlyList<KeyValuePair<string, Symbol>> Read(string file, string text)
    {
        var rules = new List<KeyValuePair<string, Symbol>>();
        foreach (var (line, rule) in LogicalLines(text))
        {
            var parts = rule.Split(":=", 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[0].Length == 0)
                throw new FormatException($"{file}, line {line}: a rule is written 'name := body'.");
            if (rules.Exists(known => known.Key == parts[0]))
                throw new FormatException($"{file}, line {line}: the rule '{parts[0]}' is defined twice.");
            rules.Add(new(parts[0], new Body(Token().Matches(parts[1]).Select(match => match.Value), $"{file}, line {line}").Read()));
        }
        return rules;
    }

    /// <summary>Joins continuation lines (those that start with white space) and drops comments.</summary>
    private static IEnumerable<(int Line, string Rule)> LogicalLines(string text)
    {
        var (start, rule) = (0, "");
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
                continue;
            if (char.IsWhiteSpace(line[0]))
            {
                rule += ' ' + line.Trim();
                continue;
            }
            if (rule.Length > 0)
                yield return (start, rule);
            (start, rule) = (index + 1, line.Trim());
        }
        if (rule.Length > 0)
            yield return (start, rule);
    }

    [GeneratedRegex(@"\{[^}]*\}|[\[\]|]|[^\s\[\]|{}]+")]
    private static partial Regex Token();

    private sealed class Body(IEnumerable<string> tokens, string place)
    {
        private readonly Queue<string> _tokens = new(tokens);

        public Symbol Read()
        {
            var symbol = ReadChoice();
            return _tokens.Count == 0 ? symbol : throw new FormatException($"{place}: a ']' closes no bracket.");
        }

        private Symbol ReadChoice()
        {
            var options = new List<Symbol> { ReadSequence() };
            while (_tokens.TryPeek(out var token) && token == "|")
            {
                _tokens.Dequeue();
                options.Add(ReadSequence());
            }
            return options.Count == 1 ? options[0] : new Choice(options);
        }

        private Sequence ReadSequence()
        {
            var items = new List<Symbol>();
            while (_tokens.TryPeek(out var token) && token is not ("|" or "]"))
            {
                _tokens.Dequeue();
                items.Add(token[0] switch { '[' => ReadBracket(), '{' => ReadReference(token[1..^1]), _ => new Word(token) });
            }
            return new Sequence(items);
        }

        private Symbol ReadBracket()
        {
            var inner = ReadChoice();
            return _tokens.TryDequeue(out _) ? inner : throw new FormatException($"{place}: a '[' is not closed.");
        }

        private static Symbol ReadReference(string reference) => reference.Split(':') switch
        {
            [var name, var remember] => new Reference(name, remember),
            [var name] when name.StartsWith('@') => new Echo(name[1..]),
            [var name] when name.EndsWith('*') => new Slot(name[..^1]),
            _ => new Reference(reference),
        };
    }
}
