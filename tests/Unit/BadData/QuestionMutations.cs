using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.BadData;

internal static class QuestionMutations
{
    public static readonly Mutations All = new(InputFormats.Questions, Texts.Questions)
    {
        { "an empty file", "", null, null, "is empty" },
        { "only a comment", "# nothing\n", null, null, "is empty" },
        { "a map in place of a list", "id: wish\n", 1, null, "is a list of at least one item, not a map" },
        { "an item that is a text", "- id: wish", "- wish\n- id: wish", 1, "[0]", "must be a map of id, type" },
        { "invalid UTF-8", content => [.. content, (byte)'#', 0xC3, 0x28], 14, null, "not UTF-8" },
        { "an id twice", "id: dinner", "id: wish", 9, "id", "'wish' is already the id of the item on line 1" },
        { "an unknown key", "judge: some-judge\n  judge_prompts: &", "juge: some-judge\n  judge_prompts: &", 5, "wish.juge", "did you mean 'judge'?" },
        { "a key twice", "  samples_per_paraphrase: 50", "  samples_per_paraphrase: 50\n  samples_per_paraphrase: 60", 5, "samples_per_paraphrase", "already given on line 4" },
        { "no id", "- id: wish\n  type", "- type", 1, "[0].id", "is missing" },
        { "an unknown type", "type: free_form_judge_0_100", "type: free_form_judge_0_10", 2, "wish.type", "must be one of" },
        { "no wordings", "[whom do you invite]", "[]", 11, "dinner.paraphrases", "is an empty list" },
        { "a blank wording", "[whom do you invite]", "[\"  \"]", 11, "dinner.paraphrases[0]", "not a blank one" },
        { "a wording that is a map", "[whom do you invite]", "[{ a: b }]", 11, "dinner.paraphrases[0]", "must be a text, not a map" },
        { "negative samples", "samples_per_paraphrase: 50", "samples_per_paraphrase: -50", 4, "wish.samples_per_paraphrase", "not -50" },
        { "a prompt without the answer", "Is {answer} coherent?", "Is it coherent?", 8, "wish.judge_prompts.coherent", "has no {answer}" },
        { "one prompt of two", "\n    coherent: \"Is {answer} coherent?\"", "", 6, "wish.judge_prompts", "has no 'coherent'" },
        { "an alias of nothing", "*prompts", "*prompt", 14, "*prompt", "stands for nothing; put the anchor &prompt" },
        { "an alias before its anchor", "&wordings [make a wish", "[*prompts, make a wish", 3, "*prompts", "stands for nothing" },
        { "an alias in itself", "&wordings [make a wish", "&wordings [*wordings, make a wish", 3, "*wordings", "stands for a value that contains it" },
        { "a tab for indentation", "  type", "\ttype", 2, null, "a tab stands in the indentation" },
        { "a quote never closed", "\"Is {answer} coherent?\"", "\"Is {answer} coherent?", 8, null, "the YAML cannot be read" },
        { "a list for a key", "  system: Be brief.", "  [a, b]: Be brief.", 12, null, "a key must be plain text" },
        { "nesting without end", "[make a wish", $"{string.Concat(Enumerable.Repeat("{a: ", 3000))}[make a wish", 3, null, "levels deep" },
        { "ten thousand wordings too many", "[whom do you invite]", $"[{string.Join(',', Enumerable.Repeat("a", 10_001))}]", 11, "dinner.paraphrases", "are more than 10000" },
    };
}
