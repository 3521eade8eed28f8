using System.Text.Json.Nodes;
using k8s;
using Microsoft.Extensions.Configuration;
using YamlDotNet.Serialization;

namespace TrustFramework.MockServer.Tests.Deployment;

/// <summary>Reads the files in <c>deploy/</c> and <c>docker/</c>.</summary>
internal static class DeploymentFiles
{
    public const string Server = "deploy/kubernetes";
    public const string Trial = "deploy/kubernetes-trial";

    public static string GetPath(string file) => Path.Combine(RepositoryPaths.Root, file);

    /// <summary>Every scalar is a string.</summary>
    public static JsonNode ReadYaml(string file)
    {
        var document = new DeserializerBuilder().Build().Deserialize(File.ReadAllText(GetPath(file)));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(document))!;
    }

    /// <summary>The objects of all files that the kustomization in this folder names. An unknown field is an error.</summary>
    public static IReadOnlyList<IKubernetesObject> ReadObjects(string folder) =>
        [.. GetResources(folder).SelectMany(file => ReadManifest($"{folder}/{file}"))];

    public static IEnumerable<IKubernetesObject> ReadManifest(string file) =>
        KubernetesYaml.LoadAllFromString(File.ReadAllText(GetPath(file)), typeMap: null, strict: true).Cast<IKubernetesObject>();

    /// <summary>The files that the kustomization names. Other folders are left out.</summary>
    public static IEnumerable<string> GetResources(string folder) =>
        ReadYaml($"{folder}/kustomization.yaml")["resources"]!.AsArray().Select(resource => resource!.GetValue<string>()).Where(file => file.EndsWith(".yaml", StringComparison.Ordinal));

    /// <summary>The lines <c>NAME=value</c>, as kustomize and Docker Compose read them.</summary>
    public static IReadOnlyDictionary<string, string> ReadEnvironment(string file) => File.ReadLines(GetPath(file))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    /// <summary>Reads settings as the server does.</summary>
    public static MockServerOptions ReadSettings(IEnumerable<KeyValuePair<string, string>> environment) => MockServerOptionsRegistration.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(environment.Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value)))
            .Build());
}
