using System.Reflection;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>Compares RecordKinds with the record types. Uses reflection, because a missing kind is noticed only when a snapshot loses it.</summary>
public sealed class RecordKindTests
{
    private static readonly Assembly Server = typeof(Program).Assembly;

    internal static IReadOnlyList<(string Name, Type Type)> Kinds { get; } =
    [
        .. ((IEnumerable<object>)Server.GetType("TrustFramework.MockServer.Control.Snapshots.RecordKinds")!.GetProperty("All")!.GetValue(null)!)
            .Select(kind => ((string)kind.GetType().GetProperty("Name")!.GetValue(kind)!, (Type)kind.GetType().GetProperty("Type")!.GetValue(kind)!)),
    ];

    [Fact]
    public void Every_record_type_is_in_the_table_of_snapshots_with_a_unique_name()
    {
        var records = new[] { Server, typeof(ITenantRecord).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(ITenantRecord)) && !type.IsAbstract);

        Kinds.Select(kind => kind.Type).Should().BeEquivalentTo(records);
        Kinds.Select(kind => kind.Name).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(8);
    }
}
