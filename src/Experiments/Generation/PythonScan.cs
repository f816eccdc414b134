using System.Text;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>
/// A light look at Python: brackets and quotes close, blocks are indented as their colons say, and no two bare words stand side by side as they do in prose.
/// It is no parser: code that passes may still be wrong, and workers need no Python.
/// </summary>
internal sealed class PythonScan
{
    private const string Open = "([{";
    private const string Close = ")]}";
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private readonly Stack<char> _brackets = new();
    private readonly PythonLines _lines = new();
    private int _at;

    private PythonScan(string text) => _text = text;

    /// <summary>The code without its comments; null where it does not have the shape of Python.</summary>
    public static string? WithoutComments(string code)
    {
        var scan = new PythonScan(code.ReplaceLineEndings("\n") + "\n");
        return scan.Run() ? scan._code.ToString().Trim('\n') : null;
    }

    private bool Run()
    {
        while (_at < _text.Length)
        {
            var character = _text[_at];
            var fits = character switch
            {
                '#' => Comment(),
                '"' or '\'' => Quoted(),
                '\n' => Line(),
                '\\' when Next == '\n' => Take(2),
                '\\' => false,
                _ when Open.Contains(character, StringComparison.Ordinal) => Opened(character),
                _ when Close.Contains(character, StringComparison.Ordinal) => Closed(character),
                _ when char.IsLetterOrDigit(character) || character == '_' => Named(),
                ' ' or '\t' => Take(1),
                '?' or '$' or '`' => false,
                '!' when Next != '=' => false,
                _ when char.IsAscii(character) => Marked(character),
                _ => false,
            };
            if (!fits) return false;
        }

        return _brackets.Count == 0 && _lines.End();
    }

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    /// <summary>A line that held nothing else goes with it.</summary>
    private bool Comment()
    {
        var (start, end) = (LineStart(), _text.IndexOf('\n', _at));
        if (_text.AsSpan(start, _at - start).IsWhiteSpace())
        {
            _code.Length -= _at - start;
            end++;
        }

        _at = end;
        return true;
    }

    private bool Quoted()
    {
        var quote = _text[_at];
        var triple = new string(quote, 3);
        var mark = string.CompareOrdinal(_text, _at, triple, 0, 3) == 0 ? triple : quote.ToString();
        for (var end = _at + mark.Length; end < _text.Length; end++)
        {
            if (_text[end] == '\\') end++;
            else if (_text[end] == '\n' && mark.Length == 1) return false;
            else if (string.CompareOrdinal(_text, end, mark, 0, mark.Length) == 0)
                return _lines.Word(PythonLines.Literal, Column()) && Take(end + mark.Length - _at);
        }

        return false;
    }

    private bool Line()
    {
        while (_code.Length > 0 && _code[^1] is (' ' or '\t')) _code.Length--;
        if (_brackets.Count == 0) _lines.NewLine();
        return Take(1);
    }

    private bool Opened(char bracket)
    {
        _brackets.Push(bracket);
        return Marked(bracket);
    }

    private bool Closed(char bracket) => _brackets.TryPop(out var open) && Open.IndexOf(open) == Close.IndexOf(bracket) && Marked(bracket);

    private bool Marked(char mark) => _lines.Mark(mark, Column()) && Take(1);

    private bool Named()
    {
        var end = _at;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_')) end++;
        var word = _text[_at..end];
        if (_text[end] is '"' or '\'' && PythonLines.IsPrefix(word)) return _lines.Begins(Column()) && Take(end - _at);
        return _lines.Word(word, Column()) && Take(end - _at);
    }

    private bool Take(int count)
    {
        _code.Append(_text, _at, count);
        _at += count;
        return true;
    }

    /// <summary>How far the logical line is indented, tabs to the next multiple of eight; which its first token says.</summary>
    private int Column()
    {
        var (start, column) = (LineStart(), 0);
        foreach (var character in _text.AsSpan(start, _at - start))
            column = character == '\t' ? (column / 8 + 1) * 8 : column + 1;
        return column;
    }

    private int LineStart() => _at == 0 ? 0 : _text.LastIndexOf('\n', _at - 1) + 1;
}
