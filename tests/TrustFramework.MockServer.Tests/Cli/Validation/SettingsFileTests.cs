namespace TrustFramework.MockServer.Tests.Cli.Validation;

/// <summary>Settings files with unusual content: it is accepted where its meaning is obvious, and otherwise named with file and property.</summary>
public sealed class SettingsFileTests
{
    [Theory]
    [InlineData("\"Production\": \"false\"", "false")]
    [InlineData("\"Production\": \"True\"", "True")]
    [InlineData("\"Production\": 0", "0")]
    [InlineData("\"PRODUCTION\": true", "true")]
    public async Task Production_can_be_a_string_or_a_number(string property, string expected)
    {
        using var folder = CreateFolder($"{{ \"Name\": \"Dev\", {property} }}", "{Settings:Production}");

        (await folder.ValidateAsync("a.xml", "--environment", "dev", "--keys", $"None-{expected}")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("1.50", "1.50")]
    [InlineData("true", "true")]
    [InlineData("\"x\"", "x")]
    public async Task A_setting_can_be_a_string_a_number_or_a_Boolean(string value, string key)
    {
        using var folder = CreateFolder($"{{ \"Name\": \"Dev\", \"PolicySettings\": {{ \"Value\": {value} }} }}", "{Settings:Value}");

        (await folder.ValidateAsync("a.xml", "--environment", "Dev", "--keys", $"None-{key}")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("null", "is null")]
    [InlineData("[\"x\"]", "is an array")]
    [InlineData("{ \"x\": 1 }", "is an object")]
    public async Task A_setting_of_another_type_is_named_where_a_policy_refers_to_it(string value, string problem)
    {
        using var folder = CreateFolder($"{{ \"Name\": \"Dev\", \"PolicySettings\": {{ \"Value\": {value} }} }}", "{Settings:Value}");

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.ExitCode.Should().Be(1);
        result.Output.Should().MatchRegex($"a\\.xml:\\d+:\\d+: error setting-missing: The setting 'Value' of the environment 'Dev' in appsettings\\.json {problem}\\.\\s+Use a string, a number, true or false\\.");
    }

    [Fact]
    public async Task An_empty_tenant_is_named_as_the_cause()
    {
        using var folder = new PolicyFolder()
            .Write("appsettings.json", """{ "Environments": [ { "Name": "Dev", "Tenant": "" } ] }""")
            .WritePolicy("a.xml", "B2C_1A_A", tenant: "{Settings:Tenant}");

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("error setting-missing: The property 'Tenant' of the environment 'Dev' in appsettings.json is empty.").And.NotContain("error schema");
    }

    [Theory]
    [InlineData("5", "a number")]
    [InlineData("[]", "an array")]
    public async Task A_tenant_of_another_type_is_named_where_a_policy_refers_to_it(string tenant, string problem)
    {
        using var folder = new PolicyFolder()
            .Write("appsettings.json", $$"""{ "Environments": [ { "Name": "Dev", "Tenant": {{tenant}} } ] }""")
            .WritePolicy("a.xml", "B2C_1A_A", tenant: "{Settings:Tenant}");

        (await folder.ValidateAsync("a.xml", "--environment", "Dev")).Output.Should()
            .Contain($"error setting-missing: The property 'Tenant' of the environment 'Dev' in appsettings.json is {problem}.");
    }

    [Fact]
    public async Task Two_environments_with_the_same_name_are_a_usage_error()
    {
        using var folder = new PolicyFolder()
            .Write("appsettings.json", """{ "Environments": [ { "Name": "Dev" }, { "Name": "dev" }, { "Name": "Prod" } ] }""")
            .WritePolicy("a.xml", "B2C_1A_A");

        (await folder.ValidateAsync("a.xml", "--environment", "Dev")).Errors.Should().StartWith("validate: Several environments in appsettings.json have the name 'Dev'.");
        (await folder.ValidateAsync("a.xml", "--environment", "Prod")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("R&D")]
    [InlineData("\\u0000")]
    public async Task A_value_that_makes_the_file_invalid_is_traced_to_its_setting(string value)
    {
        using var folder = new PolicyFolder()
            .Write("appsettings.json", $$$"""{ "Environments": [ { "Name": "Dev", "PolicySettings": { "Value": "{{{value}}}" } } ] }""")
            .WriteProvider("a.xml", "B2C_1A_A", "{Settings:Value}");

        (await folder.ValidateAsync("a.xml", "--environment", "Dev")).Output.Should()
            .Contain("error not-xml: ").And.Contain("The line contains the value of the setting 'Value'.");
    }

    [Fact]
    public async Task A_value_that_refers_to_a_setting_leaves_a_note()
    {
        using var folder = new PolicyFolder()
            .Write("appsettings.json", """{ "Environments": [ { "Name": "Dev", "PolicySettings": { "Value": "{Settings:Other}" } } ] }""")
            .WriteProvider("a.xml", "B2C_1A_A", "{Settings:Value}");

        (await folder.ValidateAsync("a.xml", "--environment", "Dev")).Output.Should().Contain("note placeholder: '{Settings:Other}' in DisplayName");
    }

    [Fact]
    public async Task A_value_that_violates_the_schema_is_traced_to_its_setting()
    {
        using var folder = new PolicyFolder()
            .Write("appsettings.json", """{ "Environments": [ { "Name": "Dev", "PolicySettings": { "Mode": "" } } ] }""")
            .Write("a.xml", TrustFrameworkClient.Policy("B2C_1A_A", attributes: " DeploymentMode=\"{Settings:Mode}\""));

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.Output.Should().Contain("error schema: ").And.Contain("The line contains the value of the setting 'Mode'.");
    }

    [Theory]
    [InlineData("[]", "The file contains an array. It must contain an object with the property 'Environments'.")]
    [InlineData("null", "The file contains null. It must contain an object with the property 'Environments'.")]
    [InlineData("{ \"Environments\": 7 }", "The property 'Environments' is a number. It must be an array of objects.")]
    [InlineData("{ \"Environments\": { \"Name\": \"Dev\" } }", "The property 'Environments' is an object. It must be an array of objects.")]
    [InlineData("{ \"Environments\": [ \"Dev\" ] }", "Item 1 of the property 'Environments' is a string. It must be an object.")]
    [InlineData("{ \"Environments\": [ { \"Name\": [] } ] }", "The property 'Name' of item 1 of 'Environments' is an array. It must be a string.")]
    [InlineData("{ \"Environments\": [ { \"Name\": \"Dev\", \"PolicySettings\": [] } ] }", "The property 'PolicySettings' of the environment 'Dev' is an array. It must be an object.")]
    [InlineData("{ \"Environments\": [ { \"Name\": 5 } ] }", "The property 'Name' of item 1 of 'Environments' is a number. It must be a string.")]
    [InlineData("{ \"Environments\": [", "The file is not valid JSON at line 1.")]
    [InlineData("{\n\"Environments\":\n<", "The file is not valid JSON at line 3.")]
    [InlineData("{\n\"Environments\": [ { \"Name\": \"\\ud800\" } ] }", "The file contains a string that is not valid Unicode at line 2.")]
    [InlineData("{\"\\udc00\": 1 }", "The file contains a string that is not valid Unicode at line 1.")]
    [InlineData("{ \"Environments\": true }", "The property 'Environments' is true. It must be an array of objects.")]
    public async Task A_file_of_another_form_is_a_usage_error_with_one_sentence(string content, string problem)
    {
        using var folder = new PolicyFolder().Write("appsettings.json", content).WritePolicy("a.xml", "B2C_1A_A");

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.Should().Be(new CommandResult(2, "", $"validate: appsettings.json: {problem}{Environment.NewLine}"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"Environments\": null }")]
    [InlineData("{ \"Environments\": [ { \"Name\": null } ] }")]
    public async Task An_environment_that_does_not_exist_is_a_usage_error(string content)
    {
        using var folder = new PolicyFolder().Write("appsettings.json", content).WritePolicy("a.xml", "B2C_1A_A");

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.ExitCode.Should().Be(2);
        result.Errors.Should().StartWith("validate: There is no environment 'Dev' in appsettings.json. ");
    }

    [Theory]
    [InlineData("[]", "The file contains an array. It must contain an object with the property 'keySets'.")]
    [InlineData("{\"keySets\":{}}", "The property 'keySets' is an object. It must be an array of objects.")]
    [InlineData("{\"keySets\":null}", "The property 'keySets' is null. It must be an array of objects.")]
    [InlineData("{\"keySets\":[\"A\"]}", "Item 1 of the property 'keySets' is a string. It must be an object.")]
    [InlineData("{\"keySets\":[{\"id\":\"\\ud800\"}]}", "The file contains a string that is not valid Unicode at line 1.")]
    [InlineData("{\"keySets\":[{\"id\":1}]}", "Item 1 of the property 'keySets' has no string 'id'.")]
    public async Task A_list_of_key_sets_of_another_form_is_a_usage_error_with_one_sentence(string content, string problem)
    {
        using var folder = new PolicyFolder().Write("keysets.json", content).WritePolicy("a.xml", "B2C_1A_A");

        var result = await folder.ValidateAsync("a.xml");

        result.Should().Be(new CommandResult(2, "", $"validate: keysets.json: {problem}{Environment.NewLine}"));
    }

    /// <summary>Creates a policy whose key set is <c>B2C_1A_None-</c> followed by a reference.</summary>
    private static PolicyFolder CreateFolder(string environment, string reference) => new PolicyFolder()
        .Write("appsettings.json", $"{{ \"Environments\": [ {environment} ] }}")
        .WriteKey("a.xml", "B2C_1A_A", $"B2C_1A_None-{reference}");
}
