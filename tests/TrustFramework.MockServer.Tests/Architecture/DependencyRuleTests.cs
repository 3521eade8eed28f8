using System.Reflection;
using NetArchTest.Rules;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>Which folder may reference which: docs/decisions/2026-11-architecture.md.</summary>
public sealed class DependencyRuleTests
{
    private const string Root = "TrustFramework.MockServer.";

    private static readonly Assembly Server = typeof(Program).Assembly;

    [Theory]
    // Graph serves any resource. Graph.Errors maps the refusals of a tenant to texts.
    [InlineData("Graph", new[] { "Policies", "DirectoryObjects", "KeySets", "Login", "Control", "Documents", "Hosting", "Management", "SignIn" })]
    [InlineData("Policies", new[] { "KeySets", "DirectoryObjects", "Login", "Control", "Documents", "Hosting", "Management", "SignIn" })]
    [InlineData("KeySets", new[] { "Policies", "DirectoryObjects", "Login", "Control", "Documents", "Hosting", "Management", "SignIn" })]
    [InlineData("DirectoryObjects", new[] { "Policies", "KeySets", "Login", "Control", "Documents", "Hosting", "Management", "SignIn" })]
    [InlineData("Login", new[] { "Policies", "KeySets", "DirectoryObjects", "Control", "Documents", "Hosting", "Management", "SignIn" })]
    [InlineData("SignIn", new[] { "Policies", "KeySets", "DirectoryObjects", "Control", "Documents", "Hosting", "Management" })]
    [InlineData("Management", new[] { "Policies", "KeySets", "DirectoryObjects", "Control", "Documents", "Hosting", "SignIn" })]
    [InlineData("Hosting", new[] { "Policies", "KeySets", "DirectoryObjects", "Control", "Login", "Management", "SignIn" })]
    [InlineData("Documents", new[] { "Policies", "DirectoryObjects", "KeySets", "Control", "Login", "Management", "SignIn" })]
    [InlineData("Storage", new[] { "Graph", "Policies", "DirectoryObjects", "KeySets", "Control", "Login", "Management", "Documents", "SignIn" })]
    public void A_folder_references_only_the_folders_that_it_may(string folder, string[] others) =>
        ShouldHold(Types.InAssembly(Server).That().ResideInNamespace(Root + folder)
            .ShouldNot().HaveDependencyOnAny([.. others.Select(other => Root + other)]).GetResult());

    [Fact]
    public void Graph_does_not_reference_the_contents_of_a_tenant() =>
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

    /// <summary>A rule about a namespace that does not exist would always hold.</summary>
    [Theory]
    [InlineData("Graph")]
    [InlineData("Graph.Errors")]
    [InlineData("Policies")]
    [InlineData("KeySets")]
    [InlineData("DirectoryObjects")]
    [InlineData("Login")]
    [InlineData("SignIn")]
    [InlineData("Management")]
    [InlineData("Control")]
    [InlineData("Documents")]
    [InlineData("Hosting")]
    [InlineData("Storage")]
    public void The_namespaces_in_the_rules_exist(string name) =>
        Types.InAssembly(Server).That().ResideInNamespace(Root + name).GetTypes().Should().NotBeEmpty();

    private static void ShouldHold(TestResult result) =>
        result.FailingTypes.Select(type => $"{type.FullName}: {type.Explanation}").Should().BeEmpty();
}
