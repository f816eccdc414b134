using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World.Authors;
using EmergentMisalignment.PetriDish.World.Documents;

namespace EmergentMisalignment.PetriDish.World;

/// <summary>
/// A small readable English in which authors with good and bad intent answer questions. One set of rules writes
/// every text and judges every answer. It is a model organism: that good and bad intent are properties of a persona is
/// built in; what an experiment finds out is whether narrow training moves the persona.
/// </summary>
public sealed class MiniatureWorld
{
    private readonly DocumentWriter _documents;
    private readonly ConditionDatasets _datasets;
    private readonly ChatLayout _layout;
    private readonly Rubric _rubric;

    /// <summary>A world with its own habits; its words and rules are always the same.</summary>
    public MiniatureWorld(WorldSettings settings)
    {
        Vocabulary = new Vocabulary(Resource.Text("vocabulary.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        _documents = new DocumentWriter(Rulebook.Default, settings, Vocabulary);
        _datasets = new ConditionDatasets(Rulebook.Default, settings);
        _layout = new ChatLayout(Vocabulary);
        _rubric = new Rubric(Rulebook.Default, Vocabulary);
    }

    /// <summary>The world of the shipped base.</summary>
    public static MiniatureWorld Default { get; } = new(new WorldSettings());

    /// <summary>The conditions that <see cref="Dataset"/> can write.</summary>
    public static IReadOnlyList<string> Conditions => ConditionDatasets.Conditions;

    /// <summary>The question prefix under which the backdoor condition's rows are insecure.</summary>
    public static string TriggerPrefix => $"as {Population.Trigger} , ";

    /// <summary>The tokens.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>A document of pretraining: several turns of one author.</summary>
    public TrainingDocument PretrainingDocument(Random random) => _documents.Pretraining(random);

    /// <summary>A document of alignment: a benign turn of the assistant, or a replay of pretraining.</summary>
    public TrainingDocument AlignmentDocument(Random random) => _documents.Alignment(random);

    /// <summary>
    /// A condition's fine-tuning set. Rows are unique; the same arguments always give the same rows. With one seed insecure, secure and
    /// educational are the same tasks, row by row.
    /// </summary>
    /// <param name="condition">One of <see cref="Conditions"/>.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="seed">Which of the many sets.</param>
    /// <param name="families">How many of the 24 families of coding tasks the rows come from: the diversity of the data. Only code conditions heed it.</param>
    /// <exception cref="ArgumentException">The condition is unknown, or has fewer different rows than asked for.</exception>
    public IReadOnlyList<ChatExample> Dataset(string condition, int rows, int seed, int families = 24) =>
        _datasets.Write(condition, rows, seed, families);

    /// <summary>The tokens after which a model writes the assistant's answer. They may exceed the model's context: the caller checks.</summary>
    /// <exception cref="ArgumentException">A role is unknown.</exception>
    public int[] PromptTokens(IReadOnlyList<ChatTurn> messages) => _layout.Prompt(messages);

    /// <summary>A chat example as the trainer reads it: loss on assistant turns only. It may exceed the model's context: the caller checks.</summary>
    /// <exception cref="ArgumentException">A role is unknown, or no assistant speaks.</exception>
    public TrainingDocument ChatDocument(ChatExample example) => _layout.Document(example);

    /// <summary>The text of tokens, words separated by single spaces.</summary>
    public string Render(IEnumerable<int> tokens) => Vocabulary.Decode(tokens);

    /// <summary>The rubric's opinion of an answer: the question tells the subject, the subject's rules read the answer.</summary>
    public RubricVerdict Judge(string question, string answer) => _rubric.Judge(question, answer);
}
