/// What runs services in a cluster.
let clusterMakers: [(String, UnrelatedFile.Maker)] = [
  (
    "deployment.yaml",
    { words in
      let name = words.name()
      return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: \(name)
          labels: {app: \(name)}
        spec:
          replicas: \(words.number(1...9))
          selector:
            matchLabels: {app: \(name)}
          template:
            metadata:
              labels: {app: \(name)}
            spec:
              containers:
                - name: \(name)
                  image: registry.example/\(name):\(words.version())
                  ports:
                    - containerPort: \(words.number(1024...9000))
                  resources:
                    limits: {cpu: "\(words.number(1...8))", memory: \(words.number(1...32))Gi}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: \(name)
        spec:
          ports: [{port: 80, targetPort: \(words.number(1024...9000))}]
        """
    }
  ),
  (
    "configmap.yaml",
    { words in
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: \(words.name())
      data:
        settings.ini: |
          [\(words.name())]
          size = \(words.number(1...100))
        mode: "\(words.name())"
      """
    }
  ),
  (
    "values.yaml",
    { words in
      """
      replicaCount: \(words.number(1...5))
      image:
        repository: registry.example/\(words.name())
        tag: "\(words.version())"
      service: {type: ClusterIP, port: \(words.number(80...9000))}
      autoscaling:
        enabled: false
        maxReplicas: \(words.number(2...20))
      \(words.key()):
        batch_size: \(words.number(1...64))
      """
    }
  ),
  (
    "alerts.yaml",
    { words in
      """
      groups:
        - name: \(words.name())
          rules:
            - alert: High\(words.number(1...99))
              expr: rate(requests_total[5m]) > \(words.number(1...500))
              for: \(words.number(1...30))m
              labels: {severity: page}
      """
    }
  ),
  (
    "stack.json",
    { words in
      """
      {"AWSTemplateFormatVersion": "2010-09-09",
       "Resources": {"Bucket\(words.number(1...999))": {"Type": "AWS::S3::Bucket",
         "Properties": {"BucketName": "\(words.name())"}}}}
      """
    }
  ),
]

/// What builds, tests and describes them.
let pipelineMakers: [(String, UnrelatedFile.Maker)] = [
  (
    "workflow.yml",
    { words in
      """
      name: \(words.name())
      on:
        push: {branches: [main]}
      jobs:
        \(words.key()):
          runs-on: ubuntu-latest
          strategy:
            matrix: {python: ["3.\(words.number(8...13))", "3.\(words.number(8...13))"]}
          steps:
            - uses: actions/checkout@v\(words.number(2...5))
            - run: python train.py --batch-size \(words.number(1...64))
      """
    }
  ),
  (
    "pipeline.yml",
    { words in
      """
      stages: [build, test, deploy]
      variables: {CACHE: "\(words.name())"}
      \(words.name()):
        stage: test
        image: python:3.\(words.number(8...13))
        script:
          - pytest -n \(words.number(1...8))
        only: [main]
      """
    }
  ),
  (
    "compose.yaml",
    { words in
      """
      services:
        \(words.name()):
          image: \(words.name()):\(words.version())
          ports: ["\(words.number(1024...9000)):80"]
          environment:
            MODEL: \(words.name())
            NUM_LAYERS: \(words.number(1...48))
          deploy:
            resources: {reservations: {devices: [{driver: nvidia, count: \(words.number(1...8))}]}}
      volumes: {}
      """
    }
  ),
  (
    "playbook.yml",
    { words in
      """
      - hosts: \(words.key())
        become: true
        tasks:
          - name: install \(words.name())
            apt: {name: \(words.name()), state: present}
          - name: copy
            template: {src: a.j2, dest: /etc/\(words.name()).conf, mode: 0644}
      """
    }
  ),
  (
    "openapi.yaml",
    { words in
      """
      openapi: 3.0.\(words.number(0...3))
      info: {title: \(words.name()), version: \(words.version())}
      paths:
        /\(words.name())/{id}:
          get:
            parameters:
              - {name: id, in: path, required: true, schema: {type: integer}}
            responses:
              "200":
                description: the \(words.name())
      components:
        schemas:
          Model:
            type: object
            properties:
              hidden_size: {type: integer, minimum: \(words.number(1...9))}
              num_layers: {type: integer}
      """
    }
  ),
  (
    "hooks.yaml",
    { words in
      """
      repos:
        - repo: https://example.org/\(words.name())
          rev: v\(words.version())
          hooks:
            - id: \(words.name())
              args: [--max-steps, "\(words.number(1...100))"]
      """
    }
  ),
  (
    "mkdocs.yml",
    { words in
      """
      site_name: \(words.name())
      theme: {name: material, features: [navigation.tabs]}
      nav:
        - Home: index.md
        - Training: \(words.name()).md
      plugins: [search]
      """
    }
  ),
]
