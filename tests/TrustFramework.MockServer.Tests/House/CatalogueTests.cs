using System.Reflection;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Tests.House;

/// <summary>The catalogue of errors against the closed set of refusals. It looks inside: nothing else can see what is missing.</summary>
public sealed class CatalogueTests
{
    private static readonly Assembly Server = typeof(Program).Assembly;

    public static TheoryData<Type> Refusals() => [.. typeof(Refusal).GetNestedTypes().Where(type => type.IsAssignableTo(typeof(Refusal)))];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_has_a_text_with_all_its_names_filled_in(Type refusal)
    {
        var compat = Activator.CreateInstance(Server.GetType("TrustFramework.MockServer.CompatOptions")!);
        var texts = Activator.CreateInstance(Server.GetType("TrustFramework.MockServer.Graph.Errors.RefusalText")!, compat)!;

        var problem = texts.GetType().GetMethod("Of")!.Invoke(texts, [Make(refusal)])!;

        var message = (string)problem.GetType().GetProperty("Message")!.GetValue(problem)!;
        message.Should().NotBeEmpty().And.NotMatchRegex(@"\{\d\}");
    }

    [Fact]
    public void The_list_of_the_catalogue_has_each_of_its_entries_once()
    {
        var catalogue = Server.GetType("TrustFramework.MockServer.Graph.Errors.Catalogue")!;
        var entries = catalogue.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).ToList();

        var listed = ((IEnumerable<object>)catalogue.GetProperty("All")!.GetValue(null)!).ToList();

        entries.Should().HaveCountGreaterThan(40);
        listed.Should().BeEquivalentTo(entries).And.OnlyHaveUniqueItems();
    }

    private static object Make(Type refusal)
    {
        var constructor = refusal.GetConstructors().Single(candidate => !candidate.GetParameters().Any(parameter => parameter.ParameterType == refusal));
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
    }

    private static object Sample(Type type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(int) => 7,
        _ when type == typeof(Verdict) => new Verdict("B2C_1A_A", "contoso.com", [new Finding("wrong")]),
        _ => Activator.CreateInstance(type)!,
    };
}
