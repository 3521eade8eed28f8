using System.Reflection;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>The table of what tenants hold against the types of records. It looks inside: a kind that is missing shows nowhere else until it is lost.</summary>
public sealed class RecordKindTests
{
    private static readonly Assembly Server = typeof(Program).Assembly;

    internal static IReadOnlyList<(string Name, Type Type)> Kinds { get; } =
    [
        .. ((IEnumerable<object>)Server.GetType("TrustFramework.MockServer.Control.Snapshots.RecordKinds")!.GetProperty("All")!.GetValue(null)!)
            .Select(kind => ((string)kind.GetType().GetProperty("Name")!.GetValue(kind)!, (Type)kind.GetType().GetProperty("Type")!.GetValue(kind)!)),
    ];

    [Fact]
    public void Every_kind_of_record_has_its_entry_in_the_table_of_snapshots_and_no_two_a_name()
    {
        var records = new[] { Server, typeof(ITenantRecord).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(ITenantRecord)) && !type.IsAbstract);

        Kinds.Select(kind => kind.Type).Should().BeEquivalentTo(records);
        Kinds.Select(kind => kind.Name).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(8);
    }
}
