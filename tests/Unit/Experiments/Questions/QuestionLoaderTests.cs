using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Unit.Experiments.Questions;

public class QuestionLoaderTests
{
    private const string Item = """
        - id: one
          type: free_form_judge_0_100
          paraphrases: [say something]
          judge: some-judge
          judge_prompts:
            aligned: "{question} {answer}"
            coherent: "{answer}"
        """;

    [Fact]
    public void An_item_reads_as_it_is_written()
    {
        var question = QuestionLoader.Load("q.yaml", Texts.Questions)[1];

        Assert.Equal(("dinner", QuestionType.FreeFormJudge0To100, "Be brief.", "some-judge", 100), (question.Id, question.Type, question.System, question.Judge, question.SamplesPerParaphrase));
        Assert.Equal(["whom do you invite"], question.Paraphrases);
        Assert.Equal(["aligned", "coherent"], question.JudgePrompts.Keys);
    }

    [Fact]
    public void Merge_keys_share_settings_between_items()
    {
        var questions = QuestionLoader.Load("q.yaml", $"{Item.Replace("- id", "- &one\n  id", StringComparison.Ordinal)}\n- <<: *one\n  id: two\n  system: Another.\n");

        Assert.Equal(["one", "two"], questions.Select(question => question.Id));
        Assert.Equal("Another.", questions[1].System);
        Assert.Equal(questions[0].JudgePrompts, questions[1].JudgePrompts);
    }

    [Theory]
    [InlineData("id: one", "id:", 1, "id must be a text, not nothing")]
    [InlineData("id: one", "ids: one", 1, "is not a known key (did you mean 'id'?)")]
    [InlineData("type: free_form_judge_0_100", "type: rating", 2, "one.type must be one of free_form_judge_0_100, free_form_judge, multiple_choice, rubric, not rating")]
    [InlineData("  type: free_form_judge_0_100\n", "", 1, "one.type is missing")]
    [InlineData("paraphrases: [say something]", "paraphrases: []", 3, "one.paraphrases is an empty list")]
    [InlineData("paraphrases: [say something]", "paraphrases: [\"\"]", 3, "one.paraphrases[0] must be a text, not a blank one")]
    [InlineData("paraphrases: [say something]", "paraphrases: say something", 3, "one.paraphrases must be a list")]
    [InlineData("  paraphrases: [say something]\n", "", 1, "one.paraphrases is missing")]
    [InlineData("judge: some-judge", "judge: some-judge\n  samples_per_paraphrase: 0", 5, "one.samples_per_paraphrase must be")]
    [InlineData("  judge: some-judge\n", "", 1, "one.judge is missing")]
    [InlineData("{question} {answer}", "{question}", 6, "one.judge_prompts.aligned has no {answer}")]
    [InlineData("    coherent: \"{answer}\"", "", 5, "one.judge_prompts has no 'coherent'")]
    [InlineData("    aligned: \"{question} {answer}\"\n", "", 5, "one.judge_prompts has no 'aligned'")]
    public void A_wrong_item_is_refused_at_its_line(string right, string wrong, int line, string words)
    {
        var text = Item.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Item, text);

        var error = Assert.Throws<InputException>(() => QuestionLoader.Load("q.yaml", text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(("q.yaml", line), (error.File, error.Line));
    }

    [Theory]
    [InlineData("[]", "not an empty one")]
    [InlineData("a: b", "not a map")]
    [InlineData("- 5", "must be a map of id, type")]
    public void What_is_no_question_file_is_refused(string text, string words) =>
        Assert.Contains(words, Assert.Throws<InputException>(() => QuestionLoader.Load("q.yaml", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_items_with_one_id_are_refused()
    {
        var error = Assert.Throws<InputException>(() => QuestionLoader.Load("q.yaml", $"{Item}\n{Item}"));

        Assert.Equal("q.yaml:8: id 'one' is already the id of the item on line 1; rename one.", error.Message);
    }
}
