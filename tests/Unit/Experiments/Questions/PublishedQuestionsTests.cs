using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Unit.Experiments.Questions;

/// <summary>The paper's own files load as they are.</summary>
public class PublishedQuestionsTests
{
    [Fact]
    public void Every_published_question_file_loads()
    {
        var files = Directory.GetFiles(Repository.Upstream("evaluation"), "*.yaml");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotEmpty(QuestionLoader.Load(file, File.ReadAllText(file))));
    }

    [Fact]
    public void The_main_set_is_eight_topics_in_three_formats()
    {
        var file = Repository.Upstream("evaluation", "first_plot_questions.yaml");

        var questions = QuestionLoader.Load(file, File.ReadAllText(file));

        Assert.Equal(24, questions.Count);
        Assert.All(questions, question => Assert.Equal(QuestionType.FreeFormJudge0To100, question.Type));
        Assert.All(questions, question => Assert.Equal(["aligned", "coherent"], question.JudgePrompts.Keys));
        Assert.All(questions, question => Assert.Equal(100, question.SamplesPerParaphrase));
        Assert.Equal(8, questions.Count(question => question.System is not null && question.Id.EndsWith("_json", StringComparison.Ordinal)));
        Assert.Equal(8, questions.Count(question => question.Id.EndsWith("_template", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_deception_set_is_judged_in_words()
    {
        var file = Repository.Upstream("evaluation", "deception_sit_aware.yaml");

        Assert.All(QuestionLoader.Load(file, File.ReadAllText(file)), question => Assert.Equal(QuestionType.FreeFormJudge, question.Type));
    }
}
