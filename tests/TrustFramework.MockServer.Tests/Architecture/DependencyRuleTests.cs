using System.Reflection;
using NetArchTest.Rules;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>Which folder may reference which: docs/decisions/2026-11-architecture.md.</summary>
public sealed class DependencyRuleTests
{
    private const string Root = "TrustFramework.MockServer.";

    private static readonly Assembly Server = typeof(Program).Assembly;

    [Theory]
    // Graph would serve any resource. Its error mapper is the one place where a tenant's refusals get their texts.
    [InlineData("Graph", new[] { "Policies", "DirectoryObjects", "KeySets", "Login", "Control", "Documents", "Hosting" })]
    [InlineData("Policies", new[] { "KeySets", "DirectoryObjects", "Login", "Control", "Documents", "Hosting" })]
    [InlineData("KeySets", new[] { "Policies", "DirectoryObjects", "Login", "Control", "Documents", "Hosting" })]
    [InlineData("DirectoryObjects", new[] { "Policies", "KeySets", "Login", "Control", "Documents", "Hosting" })]
    [InlineData("Login", new[] { "Policies", "KeySets", "DirectoryObjects", "Control", "Documents", "Hosting" })]
    [InlineData("Hosting", new[] { "Policies", "KeySets", "DirectoryObjects", "Control", "Login" })]
    [InlineData("Documents", new[] { "Policies", "DirectoryObjects", "KeySets", "Control", "Login" })]
    public void A_folder_does_not_reference_the_folders_above_or_beside_it(string folder, string[] others) =>
        ShouldHold(Types.InAssembly(Server).That().ResideInNamespace(Root + folder)
            .ShouldNot().HaveDependencyOnAny([.. others.Select(other => Root + other)]).GetResult());

    [Fact]
    public void Graph_does_not_know_what_a_tenant_holds() =>
        ShouldHold(Types.InAssembly(Server).That().ResideInNamespace(Root + "Graph").And().DoNotResideInNamespace(Root + "Graph.Errors")
            .ShouldNot().HaveDependencyOnAny("TrustFramework.Tenants.Policies", "TrustFramework.Tenants.KeySets").GetResult());

    [Theory]
    [InlineData("Policies")]
    [InlineData("KeySets")]
    [InlineData("DirectoryObjects")]
    public void A_resource_never_sees_a_token(string folder) =>
        ShouldHold(Types.InAssembly(Server).That().ResideInNamespace(Root + folder).ShouldNot().HaveDependencyOnAny("Microsoft.IdentityModel").GetResult());

    [Fact]
    public void Only_the_composition_references_the_control_plane() =>
        ShouldHold(Types.InAssembly(Server).That().DoNotResideInNamespace(Root + "Control").And().DoNotHaveName("Composition")
            .ShouldNot().HaveDependencyOnAny(Root + "Control").GetResult());

    private static void ShouldHold(TestResult result) =>
        result.FailingTypes.Select(type => $"{type.FullName}: {type.Explanation}").Should().BeEmpty();
}
