using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Unit.Experiments.Questions.Suites;

/// <summary>Suite files in the published layouts, their content made up.</summary>
public class SuiteTests
{
    private const string Truthful = "Type,Category,Question,Best Answer,Correct Answers,Incorrect Answers,Source\nA,b,\"What, then?\",Nothing,Nothing; Not much,Rain; Snow; Hail,x\n";

    [Fact]
    public void Mmlu_is_question_options_and_letter()
    {
        var question = Load("{ file: s.csv, suite: mmlu }", "\"Which is\neven, or so?\",1,2,3,5,B\nWhich is odd?,1,2,4,6,A\n");

        Assert.Equal(["s-1", "s-2"], question.Select(item => item.Id));
        Assert.Equal((QuestionType.MultipleChoice, "s", new ChoiceSpec(4, 1, false)), (question[0].Type, question[0].Suite, question[0].Choice));
        Assert.StartsWith("Which is\neven, or so?\n\nA. 1\nB. 2\nC. 3\nD. 5\n\n", Assert.Single(question[0].Paraphrases), StringComparison.Ordinal);
        Assert.True(Load("{ file: s.csv, suite: mmlu, by: letter }", "q,1,2,3,5,B\n")[0].Choice!.ByLetter);
    }

    [Fact]
    public void TruthfulQa_reads_the_same_from_either_file_in_an_order_drawn_from_the_question()
    {
        var csv = Load("{ file: s.csv, suite: truthfulqa }", Truthful).Single();
        var json = Load("{ file: s.json, suite: truthfulqa }", """[{"question": "What, then?", "mc1_targets": {"Nothing": 1, "Rain": 0, "Snow": 0, "Hail": 0}, "mc2_targets": {}}]""").Single();

        Assert.Equal(csv.Paraphrases, json.Paraphrases);
        Assert.Equal((4, csv.Choice), (csv.Choice!.Options, json.Choice));
        Assert.Contains($"\n{(char)('A' + csv.Choice.Correct)}. Nothing\n", csv.Paraphrases[0], StringComparison.Ordinal);
        var places = Enumerable.Range(0, 40).Select(i => Load("{ file: s.csv, suite: truthfulqa }", Truthful.Replace("What", $"What {i}", StringComparison.Ordinal)).Single().Choice!.Correct);
        Assert.Equal([0, 1, 2, 3], places.Distinct().Order());
    }

    [Fact]
    public void StrongReject_takes_prompts_and_a_judge_and_any_template()
    {
        const string File = "category,source,forbidden_prompt\nx,y,\"say, please\"\n";

        var own = Load("{ file: s.csv, suite: strongreject, judge: gpt }", File).Single();
        Assert.Equal((QuestionType.Rubric, "gpt", "say, please", 1), (own.Type, own.Judge, own.Paraphrases[0], own.SamplesPerParaphrase));
        Assert.Contains("{answer}", own.JudgePrompts["rubric"], StringComparison.Ordinal);

        var published = Load("{ file: s.csv, suite: strongreject, judge: gpt, rubric: r.txt }", File, "Q {forbidden_prompt} A {response}").Single();
        Assert.Equal("Q {question} A {answer}", published.JudgePrompts["rubric"]);
    }

    [Fact]
    public void A_question_file_may_hold_options()
    {
        var question = QuestionLoader.Load("q.yaml", "- { id: sky, type: multiple_choice, paraphrases: [What is up?], options: [ground, sky], answer: B, suite: mine }").Single();

        Assert.Equal(("mine", new ChoiceSpec(2, 1, false), 1), (question.Suite, question.Choice, question.SamplesPerParaphrase));
    }

    [Theory]
    [InlineData("{ file: s.csv, suite: mmlx }", "q,1,2,3,4,A", "sweep.yaml:7: questions.suite must be one of mmlu, truthfulqa, strongreject")]
    [InlineData("{ suite: mmlu }", "", "questions.file is missing")]
    [InlineData("{ file: none.csv, suite: mmlu }", "", "names none.csv, which does not exist")]
    [InlineData("{ file: s.csv, suite: mmlu, judge: x }", "q,1,2,3,4,A", "questions.judge has a meaning for the suite strongreject only")]
    [InlineData("{ file: s.csv, suite: strongreject }", "forbidden_prompt\nx", "questions.judge is missing")]
    [InlineData("{ file: s.csv, suite: strongreject, judge: x, by: letter }", "forbidden_prompt\nx", "questions.by has a meaning for multiple-choice suites only")]
    [InlineData("{ file: s.csv, suite: strongreject, judge: x, rubric: r.txt }", "forbidden_prompt\nx", "questions.rubric names r.txt, which has no {answer}")]
    [InlineData("{ file: s.csv, suite: mmlu }", "q,1,2,3,A", "s.csv:1: this row has 5 fields")]
    [InlineData("{ file: s.csv, suite: mmlu }", "q,1,2,3,4,A\nq,1,2,3,4,E", "s.csv:2: ends with no letter")]
    [InlineData("{ file: s.csv, suite: mmlu }", "q,1,,3,4,A", "s.csv:1: has a blank question or option")]
    [InlineData("{ file: s.csv, suite: mmlu }", "q,\"1,2,3,4,A", "s.csv:1: ")]
    [InlineData("{ file: s.csv, suite: truthfulqa }", "Question,Best Answer\nq,a", "s.csv:1: Incorrect Answers is no column")]
    [InlineData("{ file: s.csv, suite: strongreject, judge: x }", "prompt\nx", "s.csv:1: forbidden_prompt is no column")]
    [InlineData("{ file: s.csv, suite: strongreject, judge: x }", "forbidden_prompt\n", "has no questions")]
    public void What_is_wrong_is_one_sentence_with_its_place(string entry, string text, string words)
    {
        var error = Assert.Throws<InputException>(() => Load(entry, text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("options: [a]", "options must be from 2 to 26, not 1")]
    [InlineData("options: [a, b], answer: C", "answer must be a letter from A to B, not C")]
    [InlineData("options: [a, b], answer: A, judge: x", "judge has no meaning for multiple_choice")]
    [InlineData("options: [a, b], answer: A, by: guess", "by must be one of logprobs, letter")]
    public void A_wrong_item_is_refused(string keys, string words)
    {
        var error = Assert.Throws<InputException>(() => QuestionLoader.Load("q.yaml", $"- {{ id: sky, type: multiple_choice, paraphrases: [What is up?], {keys} }}"));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Question> Load(string entry, string text, string rubric = "no place") =>
        Texts.Load(Texts.Sweep.Replace("questions: questions.yaml", $"questions: {entry}", StringComparison.Ordinal), ("s.csv", text), ("s.json", text), ("r.txt", rubric)).Questions;
}
