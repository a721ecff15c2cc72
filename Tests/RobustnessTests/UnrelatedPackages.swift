/// What packages, notebooks and pages are made of.
let packageMakers: [(String, UnrelatedFile.Maker)] = [
  (
    "package.json",
    { words in
      """
      {
        "name": "\(words.name())",
        "version": "\(words.version())",
        "scripts": {"build": "tsc", "train": "node train.js --epochs \(words.number(1...9))"},
        "dependencies": {
      \(words.members(2...12) { "\"^\($0.version())\"" })
        }
      }
      """
    }
  ),
  (
    "lock.json",
    { words in
      """
      {"lockfileVersion": \(words.number(1...3)), "packages": {
      \(words.members(3...20) {
        "{\"version\": \"\($0.version())\", \"dev\": true}"
      })
      }}
      """
    }
  ),
  (
    "tsconfig.json",
    { words in
      """
      {"compilerOptions": {"target": "es20\(words.number(15...24))", "strict": true,
        "paths": {"@\(words.name())/*": ["src/*"]}}, "include": ["src"]}
      """
    }
  ),
  (
    "environment.yml",
    { words in
      """
      name: \(words.name())
      channels: [conda-forge, pytorch]
      dependencies:
        - python=3.\(words.number(8...13))
        - pytorch=2.\(words.number(0...9))
        - pip:
            - transformers==4.\(words.number(20...57)).0
            - deepspeed
      """
    }
  ),
  (
    "messages.json",
    { words in
      """
      {"locale": "en",
      \(words.members(3...30) { "\"\($0.name()) \($0.number(1...99))\"" })
      }
      """
    }
  ),
  (
    "notebook.ipynb.json",
    { words in
      """
      {"nbformat": 4, "nbformat_minor": \(words.number(0...5)), "metadata": {}, "cells": [
       {"cell_type": "code", "execution_count": \(words.number(1...99)), "metadata": {},
        "outputs": [], "source": ["learning_rate = 1e-4\\n", "max_steps = 100"]}]}
      """
    }
  ),
  (
    "dashboard.json",
    { words in
      """
      {"title": "\(words.name())", "schemaVersion": \(words.number(10...40)), "panels": [
        {"id": 1, "type": "graph", "targets": [{"expr": "loss{run=\\"\(words.name())\\"}"}]}]}
      """
    }
  ),
]
