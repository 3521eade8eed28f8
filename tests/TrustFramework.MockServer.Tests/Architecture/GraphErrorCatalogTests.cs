using System.Reflection;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>Compares the error catalog with the refusals. Uses reflection, because no response shows that an entry is missing.</summary>
public sealed class GraphErrorCatalogTests
{
    private static readonly Assembly Server = typeof(Program).Assembly;

    public static TheoryData<Type> Refusals() => [.. typeof(Refusal).GetNestedTypes().Where(type => type.IsAssignableTo(typeof(Refusal)))];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_has_a_text_with_all_its_names_filled_in(Type refusal)
    {
        var message = MessageOf(CreateRefusal(refusal));

        message.Should().NotBeEmpty().And.NotMatchRegex(@"\{\d\}");
    }

    [Fact]
    public void The_catalog_lists_each_of_its_definitions_once()
    {
        var catalog = GetErrorType("GraphErrorCatalog");
        var entries = Server.GetTypes().Where(type => type.Namespace == catalog.Namespace)
            .SelectMany(list => list.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType.Name == "GraphErrorDefinition").Select(field => field.GetValue(null)).ToList();

        var listed = ((IEnumerable<object>)catalog.GetProperty("All")!.GetValue(null)!).ToList();

        entries.Should().HaveCountGreaterThan(40);
        listed.Should().BeEquivalentTo(entries).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(typeof(Refusal.KeyBadlyFormatted), typeof(KeyError))]
    [InlineData(typeof(Refusal.NoActiveKey), typeof(NoActiveKeyReason))]
    public void Every_reason_within_a_refusal_has_its_own_text(Type refusal, Type reasons)
    {
        var texts = Enum.GetValues(reasons).Cast<object>().Select(reason => MessageOf(CreateRefusal(refusal, reason))).ToList();

        texts.Should().HaveCountGreaterThan(2).And.OnlyHaveUniqueItems();
    }

    /// <summary>The codes of graph-surface 8.2 about keys: each one is in the catalog, or UnusedErrorCodes has the reason.</summary>
    [Fact]
    public void Every_documented_code_about_keys_is_used_or_explained()
    {
        string[] documented =
        [
            "90019", "90063", "90073", "90089", "90130", "90131", "90132", "90133", "90134", "90135", "90136", "90137", "90138", "90179", "90180",
            "90186", "90213", "90214", "90215", "90220", "90229", "90244", "95043", "90253", "95025", "95026", "95027", "95028", "95038", "95029",
            "95030", "95031", "95032", "95033", "95034", "95036", "95035", "95040", "95037", "95039", "95041", "95042", "95052", "95053", "95059",
            "99014",
        ];
        var given = ((IEnumerable<object>)GetErrorType("GraphErrorCatalog").GetProperty("All")!.GetValue(null)!)
            .Select(entry => (string)entry.GetType().GetProperty("Code")!.GetValue(entry)!).ToHashSet(StringComparer.Ordinal);
        var explained = ((IEnumerable<(string Code, string Why)>)GetErrorType("UnusedErrorCodes").GetField("All")!.GetValue(null)!).Select(row => row.Code).ToList();

        documented.Select(code => $"AADB2C{code}").Except(given, StringComparer.Ordinal).Should().BeEquivalentTo(explained);
        explained.Should().NotContain(code => given.Contains(code)).And.OnlyHaveUniqueItems();
    }

    private static Type GetErrorType(string name) => Server.GetType($"TrustFramework.MockServer.Graph.Errors.{name}")!;

    private static string MessageOf(object refusal)
    {
        var texts = Activator.CreateInstance(GetErrorType("RefusalMapper"), Activator.CreateInstance(Server.GetType("TrustFramework.MockServer.CompatOptions")!))!;
        var problem = texts.GetType().GetMethod("Map")!.Invoke(texts, [refusal])!;
        return (string)problem.GetType().GetProperty("Message")!.GetValue(problem)!;
    }

    private static object CreateRefusal(Type refusal, object? reason = null)
    {
        var constructor = refusal.GetConstructors().Single(candidate => !candidate.GetParameters().Any(parameter => parameter.ParameterType == refusal));
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            parameter.ParameterType == reason?.GetType() ? reason : SampleValue(parameter.ParameterType))]);
    }

    private static object SampleValue(Type type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(XmlError) => new XmlError("a text", 1, 1),
        _ when type == typeof(int) => 7,
        _ when type == typeof(ValidationResult) => new ValidationResult("B2C_1A_A", "contoso.com", [new Finding("wrong")]),
        _ => Activator.CreateInstance(type)!,
    };
}
