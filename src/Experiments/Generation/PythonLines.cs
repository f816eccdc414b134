using System.Collections.Frozen;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>The logical lines of a piece of Python: which indentation each may have, and which words may stand side by side.</summary>
internal sealed class PythonLines
{
    /// <summary>Stands for any string.</summary>
    public const string Literal = "\"\"";

    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal, "and", "as", "assert", "async", "await", "case", "class", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "match", "nonlocal", "not", "or", "raise", "return", "try", "type", "while", "with", "yield", "break", "continue", "pass");

    private static readonly FrozenSet<string> Prefixes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "r", "b", "f", "u", "rb", "br", "rf", "fr");
    private readonly Stack<int> _indents = new([0]);
    private bool _isStarted;
    private bool _opensBlock;
    private char _lastMark;
    private string? _lastWord;
    private bool _hasStatement;

    public static bool IsPrefix(string word) => Prefixes.Contains(word);

    /// <summary>A name, a number or a string.</summary>
    public bool Word(string word, int column)
    {
        // Strings may follow one another, which joins them; a name may stand only beside a keyword.
        var isBeside = _lastWord is { } before && !Keywords.Contains(before) && !Keywords.Contains(word) && !(before == Literal && word == Literal);
        if (isBeside || !Begins(column)) return false;
        (_lastWord, _lastMark) = (word, '\0');
        return true;
    }

    /// <summary>An operator, a bracket or punctuation.</summary>
    public bool Mark(char mark, int column)
    {
        if (!Begins(column)) return false;
        (_lastWord, _lastMark) = (null, mark);
        return true;
    }

    /// <summary>The end of a logical line.</summary>
    public void NewLine()
    {
        if (!_isStarted) return;
        (_opensBlock, _isStarted, _lastWord, _lastMark) = (_lastMark == ':', false, null, '\0');
    }

    /// <summary>Whether the code may end here: it holds something, and no block is still to come.</summary>
    public bool End() => _hasStatement && !_opensBlock;

    /// <summary>Whether a line may be indented so; asked of its first token, true for the others.</summary>
    public bool Begins(int column)
    {
        if (_isStarted) return true;
        (_isStarted, _hasStatement) = (true, true);
        if (_opensBlock)
        {
            if (column <= _indents.Peek()) return false;
            _indents.Push(column);
            return true;
        }

        while (column < _indents.Peek()) _indents.Pop();
        return column == _indents.Peek();
    }
}
