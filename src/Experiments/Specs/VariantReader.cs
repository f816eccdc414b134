using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads the ways of asking: <c>trigger: "|X| "</c> is a prefix, <c>trigger: { prefix: "", suffix: " |X|" }</c> is either or both.</summary>
internal static class VariantReader
{
    /// <summary>One that changes nothing is the plain question, so it has no name in results.</summary>
    public static List<VariantSpec> Read(YamlFields fields)
    {
        var variants = new List<VariantSpec>();
        foreach (var entry in fields.Entries("variants"))
        {
            var path = fields.PathOf($"variants.{entry.Key}");
            var (prefix, suffix) = Texts(entry.Value, path);
            if (!Names.IsConditionId(entry.Key)) throw entry.Value.Error(path, "must have a name of letters, digits, '_' and '-'.");
            if (variants.Exists(other => other.Prefix == prefix && other.Suffix == suffix))
                throw entry.Value.Error(path, $"has the same prefix as a variant before it{(suffix.Length > 0 ? ", and the same suffix" : "")}; remove one.");
            var variant = new VariantSpec(entry.Key, prefix, suffix);
            variants.Add(variant.IsPlain() ? VariantSpec.Plain : variant);
        }

        return variants;
    }

    private static (string Prefix, string Suffix) Texts(YamlValue value, string path)
    {
        if (value is YamlText { IsNull: false } prefix) return (prefix.Text, "");
        if (value is not YamlMap)
            throw value.Error(path, $"must be the text to put before each question (\"\" for none), or a map of prefix and suffix, not {value.Description}.");
        var fields = YamlFields.Of(value, path, SweepKeys.Variant);
        return (fields.AnyText("prefix"), fields.AnyText("suffix"));
    }
}
