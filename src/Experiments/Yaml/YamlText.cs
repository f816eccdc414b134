namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>A scalar.</summary>
/// <param name="file">The file it stands in.</param>
/// <param name="line">Its line.</param>
/// <param name="text">Its text, unescaped.</param>
/// <param name="isPlain">Whether it stands without quotes, so that it may be a number or no value.</param>
internal sealed class YamlText(string file, int line, string text, bool isPlain) : YamlValue(file, line, 1)
{
    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    public bool IsNull { get; } = isPlain && (text is "" or "~" or "null" or "Null" or "NULL");

    public override string Description => IsNull ? "nothing" : IsPlain ? Shown.Word(Text) : $"the text '{Shown.Word(Text)}'";
}
